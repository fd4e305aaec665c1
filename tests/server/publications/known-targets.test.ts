import { createKnownTargets } from '../../../server/src/services/publications/known-targets';

describe('known targets', () => {
  it('are looked up again once they are stale: another process may have taken one down', () => {
    let now = 0;
    const known = createKnownTargets({ limit: 10, stalenessMs: 5, now: () => now });
    known.remember('a');
    now = 4;
    known.remember('b');
    expect([known.has('a'), known.has('b')]).toEqual([true, true]);
    now = 5;
    expect([known.has('a'), known.has('b')]).toEqual([false, true]);
    known.remember('a');
    expect(known.has('a')).toBe(true);
  });

  it('are at most so many, the latest learned, and none that was forgotten', () => {
    const known = createKnownTargets({ limit: 2, stalenessMs: 5, now: () => 0 });
    for (const id of ['a', 'b', 'a', 'c']) known.remember(id);
    expect(['a', 'b', 'c'].map(known.has)).toEqual([true, false, true]);
    known.forget('a');
    expect(known.has('a')).toBe(false);
  });
});
