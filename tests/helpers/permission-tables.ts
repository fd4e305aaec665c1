/** The matrix of permissions as docs/permissions.md prints it, made from what the routes did answer. */
import type { CallerName } from './permission-matrix';

/** Statuses by route, then by caller. */
export type Answers = Readonly<Record<string, Readonly<Record<CallerName, number>>>>;

type Column = readonly [title: string, callers: readonly CallerName[]];

const CONTENT: readonly Column[] = [
  ['nobody', ['nobody']],
  ['read-only token', ['read-only token']],
  ['custom token without', ['custom token without']],
  ['custom token with', ['custom token with']],
  ['full-access token', ['full-access token']],
  ['reader without', ['reader without']],
  ['reader with', ['reader with']],
  [
    'anybody else',
    [
      'wrong token',
      'expired token',
      'revoked token',
      'blocked reader',
      'deleted reader',
      'author, editor',
      'admin without',
      'admin with',
      'super admin',
      'admin token without',
      'admin token with',
      'deactivated admin',
      'signed-out admin',
    ],
  ],
];

const ADMIN: readonly Column[] = [
  ['with it', ['admin with', 'admin token with']],
  ['without it', ['admin without', 'admin token without', 'author, editor']],
  ['super admin', ['super admin']],
  [
    'anybody else',
    [
      'nobody',
      'wrong token',
      'read-only token',
      'custom token without',
      'custom token with',
      'full-access token',
      'expired token',
      'revoked token',
      'reader without',
      'reader with',
      'blocked reader',
      'deleted reader',
      'deactivated admin',
      'signed-out admin',
    ],
  ],
];

const TABLES = { 'content-api': CONTENT, admin: ADMIN } as const;

/** One row per route: its action, then the status each group of callers got. */
export function permissionTable(
  lane: keyof typeof TABLES,
  answers: Answers,
  actionOf: (route: string) => string
): string {
  const columns = TABLES[lane];
  const rows = Object.entries(answers).map(([route, byCaller]) => [
    `\`${route}\``,
    `\`${actionOf(route)}\``,
    ...columns.map(([, callers]) => [...new Set(callers.map((caller) => byCaller[caller]))].join(', ')),
  ]);
  return markdownTable(['route', 'action', ...columns.map(([title]) => title)], rows);
}

/** Cells padded to their column, as the formatter wants them. */
function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, at) => Math.max(3, head.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  return [line(heads), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
