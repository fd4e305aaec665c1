import {
  Flex,
  IconButton,
  Link,
  Table,
  Tbody,
  Td,
  Th,
  Thead,
  Tr,
  Typography,
  VisuallyHidden,
} from '@strapi/design-system';
import { CaretDown, CaretUp } from '@strapi/icons';
import { Link as RouterLink } from 'react-router-dom';

import type { ArticleRow } from '../../../../server/src/contracts/admin';
import { BandBar } from '../../components/BandBar';
import { EntryLink } from '../../components/EntryLink';
import { SurpriseBadge } from '../../components/SurpriseBadge';
import { TimeAgo } from '../../components/TimeAgo';
import { standingSentence } from '../../format/standingSentence';
import { useFormat } from '../../format/useFormat';
import { useText, type TextKey } from '../../text/useText';
import { readersPath } from '../Readers/readersPath';

/** Columns by what they sort by. */
const COLUMNS: readonly { label: TextKey; sortBy: string }[] = [
  { label: 'column.article', sortBy: 'title' },
  { label: 'column.published', sortBy: 'firstPublishedAt' },
  { label: 'column.views', sortBy: 'viewsSoFar' },
  { label: 'column.expected', sortBy: 'expectedViews' },
  { label: 'column.surprise', sortBy: 'surprise' },
];

interface ArticlesTableProps {
  readonly rows: readonly ArticleRow[];
  readonly sort: string;
  readonly onSort: (sort: string) => void;
}

export const ArticlesTable = ({ rows, sort, onSort }: ArticlesTableProps) => {
  const { t } = useText();
  const scaleEnd = Math.max(
    1,
    ...rows.map(({ expectation, viewsSoFar }) => Math.max(expectation?.high ?? 0, viewsSoFar))
  );
  return (
    <Table colCount={COLUMNS.length} rowCount={rows.length + 1} aria-label={t('articles.title')}>
      <Thead>
        <Tr>
          {COLUMNS.map(({ label, sortBy }) => (
            <SortableTh key={label} label={t(label)} sortBy={sortBy} sort={sort} onSort={onSort} />
          ))}
        </Tr>
      </Thead>
      <Tbody>
        {rows.map((row) => (
          <ArticleTableRow key={`${row.contentType}-${row.documentId}-${row.locale}`} row={row} scaleEnd={scaleEnd} />
        ))}
      </Tbody>
    </Table>
  );
};

interface SortableThProps {
  readonly label: string;
  readonly sortBy: string;
  readonly sort: string;
  readonly onSort: (sort: string) => void;
}

const SortableTh = ({ label, sortBy, sort, onSort }: SortableThProps) => {
  const { t } = useText();
  const [field, direction] = sort.split(':');
  const sorted = field === sortBy;
  const next = sorted && direction === 'desc' ? 'asc' : 'desc';
  return (
    <Th role="columnheader" {...(sorted ? { 'aria-sort': direction === 'asc' ? 'ascending' : 'descending' } : {})}>
      <Flex gap={1}>
        <Typography variant="sigma">{label}</Typography>
        <IconButton
          variant="ghost"
          size="XS"
          label={t('sort-by', { column: label })}
          onClick={() => onSort(`${sortBy}:${next}`)}
        >
          {sorted && direction === 'asc' ? (
            <CaretUp fill="primary600" />
          ) : (
            <CaretDown fill={sorted ? 'primary600' : 'neutral400'} />
          )}
        </IconButton>
      </Flex>
    </Th>
  );
};

const ArticleTableRow = ({ row, scaleEnd }: { row: ArticleRow; scaleEnd: number }) => {
  const text = useText();
  const { t } = text;
  const format = useFormat();
  const { expectation } = row;
  return (
    <Tr>
      <Td minWidth="22rem" maxWidth="44rem" style={{ whiteSpace: 'normal' }}>
        <Flex direction="column" alignItems="flex-start" paddingTop={2} paddingBottom={2}>
          <EntryLink entry={row} />
          {row.locale ? (
            <Typography variant="pi" textColor="neutral600">
              {row.locale}
            </Typography>
          ) : null}
        </Flex>
      </Td>
      <Td>
        <Typography>
          <TimeAgo instant={row.firstPublishedAt} />
        </Typography>
      </Td>
      <Td>
        <Flex direction="column" alignItems="flex-start">
          <Link tag={RouterLink} to={readersPath(row)}>
            {format.integer(row.viewsSoFar)}
            <VisuallyHidden>{t('readers.open', { title: row.title })}</VisuallyHidden>
          </Link>
          {row.closed ? null : (
            <Typography variant="pi" textColor="neutral600">
              {t('articles.open', { age: format.age(row.ageHours) })}
            </Typography>
          )}
        </Flex>
      </Td>
      <Td>
        {expectation === null ? (
          <Typography textColor="neutral600">{t('none')}</Typography>
        ) : (
          <>
            <BandBar
              low={expectation.low}
              expected={expectation.expectedViews}
              high={expectation.high}
              actual={row.viewsSoFar}
              scaleEnd={scaleEnd}
            />
            <Typography tag="p" variant="pi" textColor="neutral600">
              {format.viewRange(expectation.low, expectation.high)}
            </Typography>
          </>
        )}
      </Td>
      <Td maxWidth="28rem" style={{ whiteSpace: 'normal' }}>
        <Flex direction="column" alignItems="flex-start" gap={1} paddingTop={2} paddingBottom={2}>
          <SurpriseBadge surprise={row.surprise} />
          {row.surprise.verdict === 'as-expected' ? null : (
            <Typography variant="pi" textColor="neutral600">
              {standingSentence(row.surprise, text, format)}
            </Typography>
          )}
        </Flex>
      </Td>
    </Tr>
  );
};
