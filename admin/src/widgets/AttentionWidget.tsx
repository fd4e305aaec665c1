import { Flex, Typography } from '@strapi/design-system';
import { Widget } from '@strapi/strapi/admin';

import type { ArticleRow, Overview } from '../../../server/src/contracts/admin';
import { EntryLink } from '../components/EntryLink';
import { SurpriseBadge } from '../components/SurpriseBadge';
import { missingSentence, standingSentence } from '../format/standingSentence';
import { useFormat } from '../format/useFormat';
import { useOverview } from '../hooks/useOverview';
import { Queries } from '../queryClient';
import { useText } from '../text/useText';

const SHOWN = 3;

const distance = ({ surprise }: ArticleRow): number => Math.abs(Math.log(surprise.factor ?? 1));
const furthestFirst = (a: ArticleRow, b: ArticleRow) => distance(b) - distance(a);

/** The articles furthest from what was expected, at most three: the strongest of either end, then whichever is next. */
export const worthALook = ({ top, flop }: Pick<Overview, 'top' | 'flop'>): ArticleRow[] => {
  const ends = [...top.slice(0, 1), ...flop.slice(0, 1)];
  const others = [...top.slice(1), ...flop.slice(1)].sort(furthestFirst);
  return [...ends, ...others].slice(0, SHOWN).sort(furthestFirst);
};

const Attention = () => {
  const text = useText();
  const { t } = text;
  const format = useFormat();
  const overview = useOverview();
  if (overview.isPending) return <Widget.Loading />;
  if (overview.isError) return <Widget.Error />;
  const rows = worthALook(overview.data);
  const { curvesMissing, horizonDays } = overview.data;
  if (rows.length === 0) {
    const missing = curvesMissing === null ? null : missingSentence(curvesMissing, horizonDays, text);
    return <Widget.NoData>{missing ?? t('widget.none')}</Widget.NoData>;
  }
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={4}>
      {rows.map((row) => (
        <Flex
          tag="li"
          key={`${row.contentType}-${row.documentId}-${row.locale}`}
          direction="column"
          alignItems="flex-start"
          gap={1}
        >
          <EntryLink entry={row} />
          <Flex gap={2} wrap="wrap">
            <SurpriseBadge surprise={row.surprise} />
            <Typography variant="pi" textColor="neutral600">
              {standingSentence(row.surprise, text, format)}
            </Typography>
          </Flex>
        </Flex>
      ))}
    </Flex>
  );
};

export const AttentionWidget = () => (
  <Queries>
    <Attention />
  </Queries>
);
