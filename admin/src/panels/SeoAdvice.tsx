import type { ReactNode } from 'react';
import { Box, Flex, TextButton, Typography } from '@strapi/design-system';

import type { Panel } from '../../../server/src/contracts/admin';
import { humanise } from '../format/humanise';
import { useText } from '../text/useText';

import { isDismissed, useDismissals, type Dismissal } from './dismissals';
import { focusField } from './focusField';
import { Fold } from './Fold';
import { useAdvice, type Advice } from './useAdvice';

/** Shown at once; the rest is folded. */
const FIRST = 3;

interface SeoAdviceProps {
  readonly contentType: string;
  readonly documentId: string | undefined;
  readonly locale: string;
  /** What the server said of the saved entry; undefined before, and for an entry never saved. */
  readonly panel: Panel | undefined;
}

/** Advice on the text as it stands in the form: what helps most first, each with its place and a way to be done with it. */
export const SeoAdvice = ({ contentType, documentId, locale, panel }: SeoAdviceProps) => {
  const { t } = useText();
  const { advice, empty } = useAdvice(contentType, locale, panel);
  const { dismissals, dismiss, restoreAll } = useDismissals(`${contentType}|${documentId ?? 'new'}|${locale}`);
  const open = advice.filter(({ id, verdict }) => !isDismissed(dismissals, id, verdict));
  const putAway = advice.length - open.length;
  const [first, rest] = [open.slice(0, FIRST), open.slice(FIRST)];
  const list = (items: readonly Advice[]) => <AdviceList advice={items} onDismiss={dismiss} />;
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Typography tag="h3" variant="pi" fontWeight="bold">
        {t('seo.title')}
      </Typography>
      <Box aria-live="polite" aria-atomic={false}>
        <Typography tag="p" variant="pi" textColor="neutral600">
          {empty ? t('seo.empty') : first.length === 0 ? t('seo.all-good') : t('seo.first', { count: open.length })}
        </Typography>
      </Box>
      {empty ? null : list(first)}
      {empty || rest.length === 0 ? null : (
        <Fold title={t('seo.more')} count={rest.length}>
          <Flex direction="column" alignItems="stretch" gap={3}>
            {groupsOf(rest).map(([group, items]) => (
              <AdviceGroup key={group} group={group}>
                {list(items)}
              </AdviceGroup>
            ))}
          </Flex>
        </Fold>
      )}
      {putAway > 0 ? (
        <Flex gap={2}>
          <Typography variant="pi" textColor="neutral600">
            {t('seo.dismissed', { count: putAway })}
          </Typography>
          <TextButton onClick={restoreAll}>{t('seo.restore')}</TextButton>
        </Flex>
      ) : null}
    </Flex>
  );
};

/** By group, groups in the order of their first advice. */
const groupsOf = (advice: readonly Advice[]): [string, Advice[]][] => {
  const groups = new Map<string, Advice[]>();
  for (const one of advice) groups.set(one.group, [...(groups.get(one.group) ?? []), one]);
  return [...groups];
};

const AdviceGroup = ({ group, children }: { group: string; children: ReactNode }) => {
  const { named } = useText();
  return (
    <Box>
      <Typography tag="h4" variant="sigma" textColor="neutral600">
        {named('seo.group', group, humanise(group))}
      </Typography>
      {children}
    </Box>
  );
};

interface AdviceListProps {
  readonly advice: readonly Advice[];
  readonly onDismiss: (id: string, kind: Dismissal, fingerprint: string) => void;
}

const AdviceList = ({ advice, onDismiss }: AdviceListProps) => (
  <Flex tag="ul" direction="column" alignItems="stretch" gap={3} paddingTop={1}>
    {advice.map((one) => (
      <AdviceItem key={one.id} advice={one} onDismiss={onDismiss} />
    ))}
  </Flex>
);

const AdviceItem = ({
  advice: { id, verdict, message, field },
  onDismiss,
}: {
  advice: Advice;
  onDismiss: AdviceListProps['onDismiss'];
}) => {
  const { t } = useText();
  return (
    <Flex tag="li" direction="column" alignItems="stretch" gap={1}>
      <Typography tag="p" variant="pi" textColor="neutral800">
        {message}
      </Typography>
      <Flex gap={3} wrap="wrap" style={{ rowGap: '0.4rem' }}>
        {field ? (
          <TextButton onClick={() => focusField(field)}>
            {t('seo.go', { field: humanise(field.split('.').pop() ?? field) })}
          </TextButton>
        ) : null}
        <TextButton
          aria-label={t('seo.fixed.label', { advice: message })}
          onClick={() => onDismiss(id, 'fixed', verdict)}
        >
          {t('seo.fixed')}
        </TextButton>
        <TextButton
          aria-label={t('seo.irrelevant.label', { advice: message })}
          onClick={() => onDismiss(id, 'irrelevant', verdict)}
        >
          {t('seo.irrelevant')}
        </TextButton>
      </Flex>
    </Flex>
  );
};
