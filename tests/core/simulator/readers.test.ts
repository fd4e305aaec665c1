import { existsSync } from 'node:fs';
import path from 'node:path';

import fc from 'fast-check';

import { readDataSet } from '../../../playground/src/readers';
import { parseCsv } from '../../../playground/src/readers/csv';

const data = process.env['FORESIGHT_DATA'] ?? '';
const whereDataIs = existsSync(path.join(data, 'deskdrop')) ? it : it.skip;

describe('parseCsv', () => {
  it('reads back what RFC 4180 writes, whatever the fields hold', () => {
    const quote = (field: string) => `"${field.replaceAll('"', '""')}"`;

    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string(), fc.string()), { maxLength: 20 }),
        fc.constantFrom('\n', '\r\n'),
        (rows, end) => {
          const text = [['a', 'b'], ...rows].map((row) => row.map(quote).join(',')).join(end);
          expect(parseCsv(text)).toEqual(rows.map(([a, b]) => ({ a, b })));
        }
      )
    );
  });

  it('takes plain fields, missing ones and a last line without an end', () => {
    expect(parseCsv('a,b\n1,2\n3')).toEqual([
      { a: '1', b: '2' },
      { a: '3', b: '' },
    ]);
  });
});

describe('readDataSet', () => {
  it('names what it expected in a folder without a known data set', async () => {
    await expect(readDataSet(__dirname)).rejects.toThrow('expected events.csv.gz or interactions.csv.gz');
  });

  whereDataIs('reads all of Deskdrop: every event, every article at its first event', async () => {
    const { articles, events } = await readDataSet(path.join(data, 'deskdrop'));
    const firstEvent = new Map<string, number>();
    for (const { article, at } of events) if (!firstEvent.has(article)) firstEvent.set(article, at);

    expect(events).toHaveLength(43_387);
    expect(articles).toHaveLength(1_881);
    expect(articles.every(({ id, publishedAt }) => firstEvent.get(id) === publishedAt)).toBe(true);
    expect(events.filter(({ type }) => type === 'custom').every(({ name }) => name !== undefined)).toBe(true);
  });

  whereDataIs('reads all of ibm, and says that its times are artificial', async () => {
    const { articles, events, notes } = await readDataSet(path.join(data, 'ibm'));

    expect(events).toHaveLength(45_993);
    expect(articles).toHaveLength(714);
    expect(articles.filter(({ body }) => body !== undefined)).toHaveLength(437);
    expect(notes.join(' ')).toMatch(/artificial/i);
  });
});
