import type { JournalEntry } from '../../../../server/src/contracts/admin';
import { humanise } from '../../format/humanise';
import type { Text, TextValues } from '../../text/useText';

/** What a message is given where nothing was said, so that it can leave the words around it out. */
const NOTHING = 'none';

const valuesOf = ({ subject, detail }: JournalEntry): TextValues =>
  Object.fromEntries(
    Object.entries({ ...detail, subject }).map(([name, value]) => [
      name,
      value === null || value === '' ? NOTHING : value,
    ])
  );

/** What happened, in one sentence. A code this admin does not know is said as a word. */
export const journalSentence = (entry: JournalEntry, { named }: Text): string =>
  named('journal', entry.code, humanise(entry.code), valuesOf(entry));

/** The server's own words about what went wrong; null where it said none. */
export const serverWords = ({ detail }: JournalEntry): string | null => {
  const said = detail['error'] ?? detail['why'];
  return typeof said === 'string' && said !== '' ? said : null;
};
