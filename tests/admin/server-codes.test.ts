/** What the server names by code, the admin says in words: the same codes, the same values in each message. */
import type { FAMILIES } from '../../admin/src/text/families';
import en from '../../admin/src/translations/en.json';
import { decisionMessages } from '../../server/src/core/evaluate';
import { CATALOG } from '../../server/src/core/features';

const family = (name: (typeof FAMILIES)[number]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(en).flatMap(([key, message]) =>
      key.startsWith(`${name}.`) ? [[key.slice(name.length + 1), message]] : []
    )
  );
/** Names of the values a message takes. */
const valuesIn = (message: string): string[] =>
  [...new Set([...message.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name as string))].sort();

/** Codes of runs, not of the gate: a kind whose training ended in an error, or could not begin. */
const OF_RUNS = ['failed', 'not-enough-classes'];

describe('the texts of the admin', () => {
  const decisions = family('decision');

  it('say every decision of the gate, and no other', () => {
    expect(
      Object.keys(decisions)
        .filter((code) => !OF_RUNS.includes(code))
        .sort()
    ).toEqual(Object.keys(decisionMessages).sort());
  });

  it.each(Object.entries(decisionMessages))('give the decision "%s" the values the core gives it', (code, message) => {
    expect(valuesIn(decisions[code] ?? '')).toEqual(valuesIn(message));
  });

  it('name every feature of the catalog, and no other', () => {
    expect(Object.keys(family('feature')).sort()).toEqual(CATALOG.map(({ name }) => name).sort());
  });

  it('give reasons only for features of the catalog', () => {
    const names = new Set(CATALOG.map(({ name }) => name));
    expect(Object.keys(family('reason')).filter((name) => !names.has(name as never))).toEqual([]);
  });
});
