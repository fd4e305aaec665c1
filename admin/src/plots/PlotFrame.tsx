import { Suspense, useId, useState, type ReactNode } from 'react';
import { Box, Flex, Tbody, Td, TextButton, Tr, Typography } from '@strapi/design-system';

import { ColumnHeads } from '../components/ColumnHeads';
import { CardTable } from '../components/CardTable';
import { useText } from '../text/useText';

export interface PlotTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

interface PlotFrameProps {
  /** The finding, not the name of the data. */
  readonly title: string;
  /** What a reader who doesn't see the picture should know. */
  readonly alternative: string;
  readonly table: PlotTable;
  readonly height?: number;
  readonly headingLevel?: 'h2' | 'h3';
  readonly children: ReactNode;
}

/** Around every plot: a title that says the finding, a text alternative, and the numbers behind a toggle. */
export const PlotFrame = ({
  title,
  alternative,
  table,
  height = 260,
  headingLevel = 'h3',
  children,
}: PlotFrameProps) => {
  const { t } = useText();
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  return (
    <Box tag="figure" aria-labelledby={id} width="100%" minWidth={0}>
      <Flex tag="figcaption" justifyContent="space-between" alignItems="flex-start" gap={4} paddingBottom={3}>
        <Typography id={id} tag={headingLevel} variant="omega" fontWeight="bold">
          {title}
        </Typography>
        <Box shrink={0}>
          <TextButton aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {t(asTable ? 'plot.as-plot' : 'plot.as-table')}
          </TextButton>
        </Box>
      </Flex>
      {asTable ? (
        <Box maxHeight={`${height}px`} overflow="auto" tabIndex={0} role="region" aria-label={title}>
          <PlotNumbers table={table} />
        </Box>
      ) : (
        <Box role="img" aria-label={alternative} height={`${height}px`} width="100%">
          <Box aria-hidden height="100%">
            <Suspense fallback={<Box height="100%" background="neutral100" hasRadius />}>{children}</Suspense>
          </Box>
        </Box>
      )}
    </Box>
  );
};

const PlotNumbers = ({ table: { columns, rows } }: { table: PlotTable }) => (
  <CardTable colCount={columns.length} rowCount={rows.length + 1}>
    <ColumnHeads names={columns} />
    <Tbody>
      {rows.map((row, position) => (
        <Tr key={position}>
          {row.map((cell, column) => (
            <Td key={column}>
              <Typography>{cell}</Typography>
            </Td>
          ))}
        </Tr>
      ))}
    </Tbody>
  </CardTable>
);
