import { useState } from 'react';
import { Button, Field, Flex, Modal, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';

import type { PublishableKey } from '../../../../server/src/contracts/admin';
import { useFeedback } from '../../hooks/useFeedback';
import { useRotateKey } from '../../hooks/useKeys';
import { useText } from '../../text/useText';

/** Hours the old key may be taken for; the server takes up to thirty days. */
const GRACE_HOURS = [0, 1, 24, 72, 168, 720];
const DEFAULT_HOURS = 24;

/** Puts a new key in the place of one, and leaves pages time to change. */
export const RotateButton = ({ publishable: { id, name } }: { publishable: PublishableKey }) => {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const [hours, setHours] = useState(DEFAULT_HOURS);
  const rotate = useRotateKey();
  const feedback = useFeedback();
  const confirm = async () => {
    await rotate
      .mutateAsync({ id, graceHours: hours }, feedback(t('keys.rotate.done', { name })))
      .catch(() => undefined);
    setOpen(false);
  };
  return (
    <Modal.Root open={open} onOpenChange={setOpen}>
      <Modal.Trigger>
        <Button size="S" variant="tertiary">
          {t('keys.rotate')}
        </Button>
      </Modal.Trigger>
      <Modal.Content>
        <Modal.Header closeLabel={t('close')}>
          <Modal.Title>{t('keys.rotate.title', { name })}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={4}>
            <Typography>{t('keys.rotate.consequence')}</Typography>
            <Field.Root name="grace">
              <Field.Label>{t('keys.rotate.grace')}</Field.Label>
              <SingleSelect value={String(hours)} onChange={(value) => setHours(Number(value))}>
                {GRACE_HOURS.map((each) => (
                  <SingleSelectOption key={each} value={String(each)}>
                    {t('keys.rotate.hours', { hours: each, days: each / 24 })}
                  </SingleSelectOption>
                ))}
              </SingleSelect>
            </Field.Root>
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Modal.Close>
            <Button variant="tertiary">{t('cancel')}</Button>
          </Modal.Close>
          <Button loading={rotate.isPending} onClick={() => void confirm()}>
            {t('keys.rotate')}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
