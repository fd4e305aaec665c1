/** Browsers carry 64 KB at once past the end of a page; a character has at most three bytes. */
const BATCH_CHARACTERS = 19_000;
/** Longer than any event the server takes. */
const EVENT_CHARACTERS = 9_000;
/** Events kept while the server can't be reached; the oldest go first. */
const KEPT_EVENTS = 500;
/** How long an event waits for others, and for how long at most after the server has failed. */
const WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/**
 * Sends events in batches of less than 60 KB. While the page is there the answer is read: what was not taken is sent
 * again, with the same ids. On the way out `sendBeacon`, or `fetch` where it refuses.
 *
 * @returns `add` an event; `leave`: the page may be gone in a moment, everything is handed to the browser.
 */
export function createOutbox(url: string, key: string): readonly [add: (event: object) => void, leave: () => void] {
  /** Events as JSON, the oldest first. */
  const waiting: string[] = [];
  let waitMs = WAIT_MS;
  /** A batch is on its way, or will be. */
  let busy = false;

  const later = (): void => {
    if (busy || !waiting[0]) return;
    busy = true;
    setTimeout(send, waitMs);
  };

  const send = async (leaving?: boolean): Promise<void> => {
    let count = 0;
    for (let characters = 0; (characters += waiting[count]?.length ?? Infinity) < BATCH_CHARACTERS;) count++;
    const batch = waiting.splice(0, count);
    const body = `{"key":"${key}","events":[${batch}]}`;
    let status = 503;
    try {
      const left = !count || (leaving && navigator.sendBeacon?.(url, body));
      status = left ? 200 : (await fetch(url, { method: 'POST', body, keepalive: true })).status;
    } catch {
      // Nobody answered.
    }
    // What was refused for good would be refused again; 429 and 5xx are said of the moment.
    const failed = status > 428;
    waitMs = failed ? Math.min(waitMs * (1 + Math.random()), LONGEST_WAIT_MS) : WAIT_MS;
    if (failed) waiting.unshift(...batch);
    busy = false;
    if (leaving && !failed && waiting[0]) void send(true);
    else later();
  };

  return [
    (event) => {
      const text = JSON.stringify(event);
      if (text.length < EVENT_CHARACTERS && waiting.push(text) > KEPT_EVENTS) waiting.shift();
      later();
    },
    () => void send(true),
  ];
}
