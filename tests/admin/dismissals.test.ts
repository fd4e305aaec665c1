import { isDismissed, readDismissals, writeDismissals } from '../../admin/src/panels/dismissals';

beforeEach(() => localStorage.clear());

describe('advice that was put away', () => {
  it('is kept per entry and locale', () => {
    writeDismissals(localStorage, 'a|en', { title: { kind: 'irrelevant', verdict: 'x' } });

    expect(isDismissed(readDismissals(localStorage, 'a|en'), 'title', 'x')).toBe(true);
    expect(isDismissed(readDismissals(localStorage, 'a|de'), 'title', 'x')).toBe(false);
  });

  it('comes back when it was "fixed" but says something new', () => {
    const fixed = { title: { kind: 'fixed', verdict: 'too long' } } as const;

    expect(isDismissed(fixed, 'title', 'too long')).toBe(true);
    expect(isDismissed(fixed, 'title', 'too short')).toBe(false);
  });

  it('stays away when it is not relevant, whatever it says', () => {
    const irrelevant = { title: { kind: 'irrelevant', verdict: 'too long' } } as const;

    expect(isDismissed(irrelevant, 'title', 'too short')).toBe(true);
  });

  it('forgets the oldest entries beyond 200', () => {
    for (let i = 0; i < 205; i++) writeDismissals(localStorage, `e${i}`, { a: { kind: 'fixed', verdict: '' } });

    expect(readDismissals(localStorage, 'e4')).toEqual({});
    expect(readDismissals(localStorage, 'e5')).not.toEqual({});
  });

  it('reads damaged storage as nothing put away', () => {
    localStorage.setItem('foresight.dismissals', '{"not": "a list"');

    expect(readDismissals(localStorage, 'a|en')).toEqual({});
  });
});
