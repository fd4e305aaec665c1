import { createTurns } from '../../../server/src/services/ingest/turns';

/** How often the event loop has gone round, as others see it. */
function countRounds(): { readonly rounds: () => number; stop(): void } {
  let [rounds, stopped] = [0, false];
  const again = (): void => {
    rounds++;
    if (!stopped) setImmediate(again);
  };
  setImmediate(again);
  return { rounds: () => rounds, stop: () => (stopped = true) };
}

describe('createTurns', () => {
  it('lets in as much at one turn as fits, in the order in which it came, and others go on in between', async () => {
    const turns = createTurns(50);
    const loop = countRounds();
    const begun: [string, number][] = [];
    const work = (name: string, weight: number) =>
      turns.take(weight).then(() => void begun.push([name, loop.rounds()]));
    const all = [work('a', 20), work('b', 30), work('c', 500), work('d', 1), work('e', 49), work('f', 1)];
    expect(turns.waiting()).toBe(601);
    await Promise.all(all);
    loop.stop();
    expect(turns.waiting()).toBe(0);
    expect(begun.map(([name]) => name).join('')).toBe('abcdef');
    const at = Object.fromEntries(begun);
    expect(at['a']).toBe(at['b']);
    expect(at['c']).toBe(at['b']! + 1);
    expect(at['d']).toBe(at['c']! + 1);
    expect(at['e']).toBe(at['d']);
    expect(at['f']).toBe(at['e']! + 1);
  });

  it('takes what comes later as well, also what comes of a turn itself', async () => {
    const turns = createTurns(10);
    const begun: number[] = [];
    await turns.take(10).then(() => begun.push(1));
    await Promise.all([
      turns.take(5).then(() => turns.take(5).then(() => begun.push(3))),
      turns.take(5).then(() => begun.push(2)),
    ]);
    expect(begun).toEqual([1, 2, 3]);
  });
});
