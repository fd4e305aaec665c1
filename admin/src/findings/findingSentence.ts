import type { DataFinding } from '../../../server/src/contracts/admin';
import type { Format } from '../format/useFormat';
import { humanise } from '../format/humanise';
import { featureName } from '../text/featureName';
import type { Text, TextValues } from '../text/useText';

/** Columns named in one sentence; the rest is counted. */
const NAMED = 5;
/** What a message is given where nothing was said, so that it can leave the words around it out. */
const NOTHING = 'none';
const INSTANT = /^\d{4}-\d\d-\d\dT/;

/** What was found, in one sentence. A code this admin does not know is said as a word. */
export const findingSentence = (finding: DataFinding, text: Text, format: Format): string =>
  text.named('data-finding', finding.code, humanise(finding.code), {
    ...valuesOf(finding, format),
    columns: columnsOf(finding, text, format),
  });

const valuesOf = ({ values }: DataFinding, format: Format): TextValues =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (value === '') return [name, NOTHING];
      if (name === 'contentType') return ['type', String(value).replace(/^.*\./, '')];
      return [name, typeof value === 'string' && INSTANT.test(value) ? format.date(value) : value];
    })
  );

function columnsOf({ columns, values }: DataFinding, text: Text, format: Format): string {
  const named = columns.slice(0, NAMED).map((column) => featureName(column, text));
  const others = Number(values['count'] ?? columns.length) - named.length;
  return format.list(others > 0 ? [...named, text.t('data.others', { count: others })] : named);
}
