import { Tbody, Td, Tr, Typography } from '@strapi/design-system';

import { ColumnHeads } from './ColumnHeads';
import { CardTable } from './CardTable';

interface NumberTableProps {
  readonly label: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly key: string; readonly strong: boolean; readonly cells: readonly string[] }[];
}

/** Formatted figures in rows; `strong` marks the row that is compared with the others. */
export const NumberTable = ({ label, columns, rows }: NumberTableProps) => (
  <CardTable colCount={columns.length} rowCount={rows.length + 1} aria-label={label}>
    <ColumnHeads names={columns} />
    <Tbody>
      {rows.map(({ key, strong, cells }) => (
        <Tr key={key}>
          {cells.map((cell, column) => (
            <Td key={column} style={{ whiteSpace: 'normal' }}>
              <Typography fontWeight={strong ? 'bold' : 'regular'}>{cell}</Typography>
            </Td>
          ))}
        </Tr>
      ))}
    </Tbody>
  </CardTable>
);
