import { deviceOf } from '../../../server/src/core/events';
import { breakdownOf } from '../../../server/src/services/ingest/breakdown';
import type { EventInput } from '../../../server/src/contracts/events';

const given = (more: Partial<EventInput>): EventInput => ({ eventId: '0123456789abcdef', type: 'view', ...more });
const IPHONE = deviceOf('Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Mobile/15E148');

it('keeps a word of the addresses and of the browser, and nothing else of them', () => {
  const event = given({
    documentId: 'a',
    url: 'https://garden.example/beds',
    referrer: 'https://www.google.com/?q=secret',
    properties: { plan: 'b' },
  });
  expect(breakdownOf(event, IPHONE, [])).toEqual({
    sourceType: 'search',
    device: 'mobile',
    scroll: null,
    properties: { plan: 'b' },
  });
  expect(breakdownOf(given({}), null, [])).toEqual({
    sourceType: null,
    device: null,
    scroll: null,
    properties: null,
  });
});

it('takes the page before for one of the site by the origin that the browser names', () => {
  const from = given({ documentId: 'a', referrer: 'https://garden.example/' });
  expect(breakdownOf(from, IPHONE, []).sourceType).toBe('other');
  expect(breakdownOf(from, IPHONE, [], 'https://www.garden.example').sourceType).toBe('internal');
});

it('takes the depth of an engagement out of its properties, and leaves alone what is none', () => {
  const read = (scroll: unknown) =>
    breakdownOf(given({ type: 'engagement', properties: { scroll } as EventInput['properties'] }), null, []);
  expect([read(0), read(0.5), read(1)].map(({ scroll, properties }) => [scroll, properties])).toEqual([
    [0, null],
    [0.5, null],
    [1, null],
  ]);
  expect([read(1.2), read(-0.1), read('deep')].map(({ scroll }) => scroll)).toEqual([null, null, null]);
  expect(read(1.2).properties).toEqual({ scroll: 1.2 });
  expect(breakdownOf(given({ properties: { scroll: 0.5 } }), null, []).properties).toEqual({ scroll: 0.5 });
});
