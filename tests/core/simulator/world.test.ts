import fc from 'fast-check';

import { DEFAULT_WORLD, eventIdOf, worldFrom } from '../../../playground/src/simulator';

describe('worldFrom', () => {
  it('lays what is given over the defaults and keeps the rest', () => {
    const world = worldFrom({ residual: 0.1, effects: { evening: -0.4 } });

    expect(world).toEqual({ ...DEFAULT_WORLD, residual: 0.1, effects: { ...DEFAULT_WORLD.effects, evening: -0.4 } });
  });

  it.each([
    [{ effects: { evning: 1 } }, 'world file.effects.evning: unknown'],
    [{ residual: '0.1' }, 'world file.residual: expected a number'],
    [{ effects: [] }, 'world file.effects: expected an object'],
    [null, 'world file: expected an object'],
  ])('refuses %j with the path of what is wrong', (given, message) => {
    expect(() => worldFrom(given)).toThrow(message);
  });
});

describe('eventIdOf', () => {
  it('has the form of a UUIDv7 and sorts by time', () => {
    const times = fc.integer({ min: 0, max: 2 ** 47 });

    fc.assert(
      fc.property(times, times, fc.integer({ min: 0, max: 1e9 }), (a, b, index) => {
        const [first, second] = [eventIdOf(Math.min(a, b), 42, index), eventIdOf(Math.max(a, b) + 1, 42, 0)];
        expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(first < second).toBe(true);
      })
    );
  });

  it('differs by event and by seed', () => {
    const ids = [eventIdOf(5, 1, 0), eventIdOf(5, 1, 1), eventIdOf(5, 2, 0), eventIdOf(6, 1, 0)];

    expect(new Set(ids).size).toBe(4);
  });
});
