import type { JournalEntry } from '../../../../server/src/contracts/admin';
import { humanise } from '../../format/humanise';
import type { Format } from '../../format/useFormat';
import type { Text, TextValues } from '../../text/useText';

/** What a message is given where nothing was said, so that it can leave the words around it out. */
const NOTHING = 'none';

const valuesOf = ({ subject, detail }: JournalEntry, format: Format): TextValues => ({
  ...Object.fromEntries(
    Object.entries({ ...detail, subject }).map(([name, value]) => [
      name,
      value === null || value === '' ? NOTHING : value,
    ])
  ),
  ...differenceOf(detail['seconds'], format),
});

/** Of a clock: by how much, and to which side. */
const differenceOf = (seconds: unknown, format: Format): TextValues =>
  typeof seconds === 'number'
    ? { span: format.duration(1_000 * Math.abs(seconds)), side: seconds < 0 ? 'behind' : 'ahead' }
    : {};

/** What happened, in one sentence. A code this admin does not know is said as a word. */
export const journalSentence = (entry: JournalEntry, { named }: Text, format: Format): string =>
  named('journal', entry.code, humanise(entry.code), valuesOf(entry, format));

/** The reason somebody gave; null where none was asked for. */
export const reasonGiven = ({ kind, detail }: JournalEntry): string | null => {
  const said = detail['why'];
  return kind === 'audit' && typeof said === 'string' && said !== '' ? said : null;
};

/** The server's own words about what went wrong; null where it said none. */
export const serverWords = ({ kind, detail }: JournalEntry): string | null => {
  if (kind === 'audit') return null;
  const said = detail['error'] ?? detail['why'];
  return typeof said === 'string' && said !== '' ? said : null;
};
