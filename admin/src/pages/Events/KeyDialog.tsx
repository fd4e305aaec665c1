import { useState, type FormEvent, type ReactElement } from 'react';
import { Button, Field, Flex, Modal, Textarea, TextInput } from '@strapi/design-system';

import { useFormat } from '../../format/useFormat';
import type { KeyChoice } from '../../hooks/useKeys';
import { useText } from '../../text/useText';

import { MOST_ORIGINS, readOrigins } from './readOrigins';

interface KeyDialogProps {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly title: string;
  readonly action: string;
  readonly initial: KeyChoice;
  /** Failures are told by the caller's mutation. */
  readonly onSave: (choice: KeyChoice) => Promise<unknown>;
}

/** A key's name, and the origins whose pages may use it. */
export const KeyDialog = ({ trigger, title, action, initial, onSave }: KeyDialogProps) => {
  const [open, setOpen] = useState(false);
  return (
    <Modal.Root open={open} onOpenChange={setOpen}>
      <Modal.Trigger>{trigger}</Modal.Trigger>
      <Modal.Content>
        <KeyForm title={title} action={action} initial={initial} onSave={onSave} onDone={() => setOpen(false)} />
      </Modal.Content>
    </Modal.Root>
  );
};

const KeyForm = ({
  title,
  action,
  initial,
  onSave,
  onDone,
}: Omit<KeyDialogProps, 'trigger'> & { readonly onDone: () => void }) => {
  const { t } = useText();
  const format = useFormat();
  const [name, setName] = useState(initial.name);
  const [text, setText] = useState(initial.origins.join('\n'));
  const [busy, setBusy] = useState(false);
  const { origins, wrong } = readOrigins(text);
  const problem =
    wrong.length > 0
      ? t('keys.origins.wrong', { wrong: format.list(wrong) })
      : origins.length > MOST_ORIGINS
        ? t('keys.origins.many', { most: MOST_ORIGINS })
        : null;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const saved = await onSave({ name: name.trim(), origins }).then(
      () => true,
      () => false
    );
    setBusy(false);
    if (saved) onDone();
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Modal.Header closeLabel={t('close')}>
        <Modal.Title>{title}</Modal.Title>
      </Modal.Header>
      <Modal.Body>
        <Flex direction="column" alignItems="stretch" gap={4}>
          <Field.Root name="key-name" required>
            <Field.Label>{t('column.name')}</Field.Label>
            <TextInput
              value={name}
              maxLength={64}
              placeholder={t('keys.placeholder')}
              onChange={(event: { target: { value: string } }) => setName(event.target.value)}
            />
          </Field.Root>
          <Field.Root
            name="key-origins"
            hint={t('keys.origins.hint')}
            {...(problem === null ? {} : { error: problem })}
          >
            <Field.Label>{t('keys.origins')}</Field.Label>
            <Textarea value={text} onChange={(event) => setText(event.target.value)} />
            <Field.Hint />
            <Field.Error />
          </Field.Root>
        </Flex>
      </Modal.Body>
      <Modal.Footer>
        <Modal.Close>
          <Button variant="tertiary">{t('cancel')}</Button>
        </Modal.Close>
        <Button type="submit" loading={busy} disabled={name.trim() === '' || problem !== null}>
          {action}
        </Button>
      </Modal.Footer>
    </form>
  );
};
