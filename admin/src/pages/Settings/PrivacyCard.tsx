import { useState, type FormEvent } from 'react';
import { Box, Button, Field, Flex, TextInput, Typography } from '@strapi/design-system';
import { Download, Search } from '@strapi/icons';

import type { VisitorFound } from '../../../../server/src/contracts/visitors';
import { Card } from '../../components/Card';
import { ConfirmButton } from '../../components/ConfirmButton';
import { useFormat } from '../../format/useFormat';
import { useAllowed } from '../../hooks/useAllowed';
import { useFeedback } from '../../hooks/useFeedback';
import { useEraseVisitor, useExportVisitor, useLookUpVisitor } from '../../hooks/useVisitors';
import { useText } from '../../text/useText';

import { ErasureList } from './ErasureList';

/** As long as the server takes one. */
const LONGEST_ID = 128;

/** What is known of an id that was looked up. */
interface LookedUp {
  readonly visitorId: string;
  readonly found: VisitorFound;
}

/** For a reader who asks what is kept about them, or to be forgotten. Only for who may. */
export const PrivacyCard = () => {
  const { t } = useText();
  const { canVisitors } = useAllowed();
  const [lookedUp, setLookedUp] = useState<LookedUp | null>(null);
  if (!canVisitors) return null;
  return (
    <Card title={t('visitors.title')} subtitle={t('visitors.subtitle')}>
      <Flex direction="column" alignItems="stretch" gap={6}>
        <LookUp onFound={setLookedUp} />
        {lookedUp === null ? null : <Found lookedUp={lookedUp} onErased={() => setLookedUp(null)} />}
        <ErasureList />
      </Flex>
    </Card>
  );
};

const LookUp = ({ onFound }: { onFound: (lookedUp: LookedUp | null) => void }) => {
  const { t } = useText();
  const [visitorId, setVisitorId] = useState('');
  const lookUp = useLookUpVisitor();
  const { onError } = useFeedback()('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    lookUp.mutate(visitorId, { onSuccess: (found) => onFound({ visitorId, found }), onError });
  };
  return (
    <Flex tag="form" onSubmit={submit} gap={2} alignItems="flex-start" wrap="wrap">
      <Box flex="1" maxWidth="40rem" minWidth="20rem">
        <Field.Root name="visitor-id" hint={t('visitors.id.hint')}>
          <Field.Label>{t('visitors.id')}</Field.Label>
          <TextInput
            value={visitorId}
            maxLength={LONGEST_ID}
            autoComplete="off"
            onChange={(event: { target: { value: string } }) => {
              setVisitorId(event.target.value);
              // What stands below is about the id that was looked up, and no other.
              onFound(null);
            }}
          />
          <Field.Hint />
        </Field.Root>
      </Box>
      <Box paddingTop={5}>
        <Button
          type="submit"
          size="L"
          variant="secondary"
          startIcon={<Search />}
          loading={lookUp.isPending}
          disabled={visitorId === ''}
        >
          {t('visitors.look-up')}
        </Button>
      </Box>
    </Flex>
  );
};

const Found = ({ lookedUp: { visitorId, found }, onErased }: { lookedUp: LookedUp; onErased: () => void }) => {
  const { t } = useText();
  const sentence = useFoundSentence(found);
  const save = useExportVisitor();
  const erase = useEraseVisitor();
  const feedback = useFeedback();
  const isEmpty = found.events + found.quarantined === 0;
  const exportAll = () =>
    save.mutate(visitorId, {
      onError: feedback('').onError,
      onSuccess: (entries) => feedback(t('visitors.exported', { entries })).onSuccess(),
    });
  const eraseAll = async () => {
    await erase.mutateAsync(visitorId, feedback(t('visitors.erase.asked')));
    onErased();
  };
  return (
    <Flex justifyContent="space-between" gap={4} wrap="wrap" background="neutral100" hasRadius padding={4}>
      <Typography role="status" fontWeight={isEmpty ? 'regular' : 'semiBold'} textColor="neutral800">
        {sentence}
      </Typography>
      {isEmpty ? null : (
        <Flex gap={2}>
          <Button variant="secondary" startIcon={<Download />} loading={save.isPending} onClick={exportAll}>
            {t('visitors.export')}
          </Button>
          <ConfirmButton
            label={t('visitors.erase')}
            variant="danger-light"
            danger
            title={t('visitors.erase.title')}
            consequence={t('visitors.erase.consequence', { events: found.events + found.quarantined })}
            onConfirm={eraseAll}
          />
        </Flex>
      )}
    </Flex>
  );
};

function useFoundSentence({ events, quarantined, firstAt, lastAt }: VisitorFound): string {
  const { t } = useText();
  const format = useFormat();
  if (events === 0) return quarantined === 0 ? t('visitors.none') : t('visitors.found-waiting', { quarantined });
  const [first, last] = [format.date(firstAt ?? ''), format.date(lastAt ?? '')];
  if (first === last) return t('visitors.found-one-day', { events, quarantined, day: first });
  return t('visitors.found', { events, quarantined, first, last });
}
