import type { Core } from '@strapi/strapi';

import { clock } from '../../server/src/services/clock';

const T0 = Date.UTC(2026, 10, 27, 3);
const DAY = 86_400_000;

describe('the clock', () => {
  let wall: number;
  let mono: number;
  const pass = (ms: number) => {
    wall += ms;
    mono += ms;
  };
  const open = () => clock({ strapi: {} as Core.Strapi });

  beforeEach(() => {
    wall = T0;
    mono = 1_000;
    jest.spyOn(Date, 'now').mockImplementation(() => wall);
    jest.spyOn(performance, 'now').mockImplementation(() => mono);
  });
  afterEach(() => jest.restoreAllMocks());

  it('goes on evenly while the clock of its machine jumps', () => {
    const service = open();
    pass(5_000);
    wall += DAY;
    expect(service.system()).toBe(T0 + 5_000);
    wall -= 2 * DAY;
    pass(1_000);
    expect(service.now().getTime()).toBe(T0 + 6_000);
  });

  it('follows its reference, and says how far the machine is from it and how far it has jumped', () => {
    const service = open();
    expect(service.follow(T0 + 40)).toEqual({ jumpedMs: 0, aheadMs: 0 });
    expect(service.system()).toBe(T0 + 40);
    pass(5_000);
    wall += DAY;
    expect(service.follow(T0 + 5_040)).toEqual({ jumpedMs: DAY, aheadMs: DAY - 40 });
    expect(service.system()).toBe(T0 + 5_040);
    // It jumped once, and still differs.
    pass(5_000);
    expect(service.follow(T0 + 10_040)).toEqual({ jumpedMs: 0, aheadMs: DAY - 40 });
    pass(5_000);
    wall -= DAY;
    expect(service.follow(T0 + 15_040)).toEqual({ jumpedMs: -DAY, aheadMs: 0 });
  });
});
