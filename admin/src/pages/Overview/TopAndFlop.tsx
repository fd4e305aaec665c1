import { Flex, Grid, Typography } from '@strapi/design-system';

import type { ArticleRow, Overview } from '../../../../server/src/contracts/admin';
import { Card } from '../../components/Card';
import { EntryLink } from '../../components/EntryLink';
import { SurpriseBadge } from '../../components/SurpriseBadge';
import { missingSentence, standingSentence } from '../../format/standingSentence';
import { useFormat } from '../../format/useFormat';
import { useText } from '../../text/useText';

type Props = Pick<Overview, 'top' | 'flop' | 'curvesMissing' | 'horizonDays'>;

/** The articles above and below the range of what was expected of them, furthest first. */
export const TopAndFlop = ({ top, flop, curvesMissing, horizonDays }: Props) => {
  const text = useText();
  const { t } = text;
  const missing = curvesMissing === null ? null : missingSentence(curvesMissing, horizonDays, text);
  return (
    <Grid.Root gap={6}>
      <Grid.Item col={6} s={12} xs={12} alignItems="stretch">
        <Card title={t('top.title')}>
          <StandingList rows={top} empty={missing ?? t('top.none')} />
        </Card>
      </Grid.Item>
      <Grid.Item col={6} s={12} xs={12} alignItems="stretch">
        <Card title={t('flop.title')}>
          <StandingList rows={flop} empty={missing ?? t('flop.none')} />
        </Card>
      </Grid.Item>
    </Grid.Root>
  );
};

/** Each article with how far off it is, since when, and by which views. */
const StandingList = ({ rows, empty }: { rows: readonly ArticleRow[]; empty: string }) => {
  const text = useText();
  const format = useFormat();
  if (rows.length === 0) return <Typography textColor="neutral600">{empty}</Typography>;
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={4}>
      {rows.map((row) => (
        <Flex
          tag="li"
          key={`${row.contentType}-${row.documentId}-${row.locale}`}
          justifyContent="space-between"
          alignItems="flex-start"
          gap={4}
        >
          <Flex direction="column" alignItems="flex-start" minWidth={0}>
            <EntryLink entry={row} />
            <Typography variant="pi" textColor="neutral600">
              {standingSentence(row.surprise, text, format)}
            </Typography>
          </Flex>
          <Flex shrink={0}>
            <SurpriseBadge surprise={row.surprise} />
          </Flex>
        </Flex>
      ))}
    </Flex>
  );
};
