import { Th, Thead, Tr, Typography } from '@strapi/design-system';

/** The head of a table: one name per column, each only once. A long name wraps rather than push the table out. */
export const ColumnHeads = ({ names }: { names: readonly string[] }) => (
  <Thead>
    <Tr>
      {names.map((name) => (
        <Th key={name}>
          <Typography variant="sigma" style={{ whiteSpace: 'normal', hyphens: 'auto' }}>
            {name}
          </Typography>
        </Th>
      ))}
    </Tr>
  </Thead>
);
