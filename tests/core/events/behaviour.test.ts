import {
  createBehaviourWatch,
  EQUAL_INTERVALS,
  FREE_VIEWS,
  MOST_DOCUMENTS,
} from '../../../server/src/core/events/behaviour';
import {
  createHourlyBound,
  createNameBound,
  createNetworkShare,
  isStrange,
  markedSource,
} from '../../../server/src/core/events';
import { createRandom } from '../../../server/src/core/math/random';

const T0 = Date.UTC(2026, 5, 1, 12);
const open = () => createBehaviourWatch({ readers: 100, shares: 200 });
type Watch = ReturnType<typeof open>;
const judge = (watch: Watch, document: string, at: number, more: object = {}) =>
  watch.judge({ visitor: 'v', source: 'n', document, at, ...more })?.reason ?? null;

describe('behaviour that no reader has', () => {
  it('is to open more documents in a minute than people do', () => {
    const watch = open();
    const views = Array.from({ length: MOST_DOCUMENTS + 1 }, (_, at) => judge(watch, `d${at}`, T0 + at * at));
    expect(views.slice(0, -1).every((reason) => reason === null)).toBe(true);
    expect(views[MOST_DOCUMENTS]).toBe('many-documents');
    expect(judge(watch, 'd0', T0 + 5_000)).toBeNull();
    expect(judge(watch, 'another', T0 + 60_000)).toBeNull();
  });

  it('is to come at equal intervals, give or take what the network adds', () => {
    const [watch, random] = [open(), createRandom(1)];
    const reasons = Array.from({ length: EQUAL_INTERVALS + 5 }, (_, at) =>
      judge(watch, `d${at % 3}`, T0 + at * 5_000 + random.int(100))
    );
    expect(reasons.filter((reason) => reason === 'regular')).toHaveLength(5);
  });

  it('is not what people do, who come when they come', () => {
    const [watch, random] = [open(), createRandom(2)];
    let at = T0;
    for (let view = 0; view < 2_000; view++) {
      at += Math.round(-Math.log(1 - random.next()) * 20_000);
      expect(judge(watch, `d${random.int(50)}`, at, { source: `n${view}` })).toBeNull();
    }
  });

  it('is to read one document from one network out of proportion', () => {
    const watch = createBehaviourWatch({ readers: 5_000, shares: 5_000 });
    const from = (source: string, reader: number) =>
      judge(watch, 'd', T0 + reader * 7, { source, visitor: `v${reader}` });
    const office = Array.from({ length: FREE_VIEWS + 1 }, (_, reader) => from('office', reader));
    expect(office.filter((reason) => reason !== null)).toEqual(['source-share']);
    // An article with a thousand readers of its own: a tenth of them by one carrier is nothing.
    for (let reader = 100; reader < 1_100; reader++) from(`n${reader}`, reader);
    expect(from('office', 2_000)).toBeNull();
  });

  it('is never said of the own network, and remembered of a bounded number of readers', () => {
    const watch = open();
    for (let at = 0; at < 500; at++) {
      expect(judge(watch, `d${at}`, T0 + at, { source: 'local-n' })).toBeNull();
      expect(judge(watch, `d${at}`, T0 + at, { source: `n${at}`, visitor: `v${at}` })).toBeNull();
    }
    expect(watch.size()).toBeLessThanOrEqual(300);
  });
});

describe('bounds', () => {
  it('let names in use go on, and new ones in until there are too many, or too many of one network', () => {
    const names = createNameBound({ total: 5, perSource: 2 });
    expect(names.take(['a', 'b'], 'n')).toBeNull();
    expect(names.take(['a', 'c'], 'n')).toBe('c');
    expect(names.take(['c', 'd', 'e'], null)).toBeNull();
    expect(names.take(['f'], 'other')).toBe('f');
    expect([names.take(['a', 'e'], 'n'), names.size()]).toEqual([null, 5]);
  });

  it('let so many different things through in an hour', () => {
    const bound = createHourlyBound(2);
    expect(['a', 'b', 'a', 'c'].map((thing) => bound.take(thing, 1))).toEqual([true, true, true, false]);
    expect(bound.take('c', 1 + 3_600_000)).toBe(true);
    expect(bound.size()).toBe(1);
  });
});

describe('networks', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '::1',
    'fd00::1',
    'fe80::1',
    '::ffff:10.0.0.1',
  ])('%s is one that no stranger writes from', (address) =>
    expect(isStrange(markedSource('hash', address))).toBe(false)
  );

  it.each(['203.0.113.1', '172.32.0.1', '2001:db8::1', '100.128.0.1', 'nonsense'])('%s may be anybody', (address) =>
    expect(isStrange(markedSource('hash', address))).toBe(true)
  );

  it('are told apart from servers', () => expect(isStrange(null)).toBe(false));

  it('say which one most of the latest events come from, once there are enough of a day', () => {
    const share = createNetworkShare();
    for (let at = 0; at < 199; at++) share.note(at % 4 === 0 ? 'proxy' : `n${at}`, T0);
    expect(share.largest(T0)).toBeNull();
    for (let at = 0; at < 601; at++) share.note('proxy', T0);
    expect(share.largest(T0)).toBeCloseTo(651 / 800);
    for (let at = 0; at < 1_000; at++) share.note(`n${at}`, T0);
    expect(share.largest(T0)).toBe(0.001);
  });
});
