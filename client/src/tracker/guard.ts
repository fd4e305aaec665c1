/** The same function, but whatever goes wrong in it stays in it: the page must not notice. */
export const guard =
  <Given extends readonly unknown[]>(work: (...given: Given) => void) =>
  (...given: Given): void => {
    try {
      work(...given);
    } catch {
      // A page that can't be measured is still a page.
    }
  };

/** Listens for good, before the page's own listeners, which may keep an event to themselves. */
export const listen = (names: string, heard: (event: Event) => void): void =>
  names.split(' ').forEach((name) => addEventListener(name, guard(heard), true));
