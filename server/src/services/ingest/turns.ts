/** Lets work that takes its time go on piece by piece, with a turn of the event loop for everybody else in between. */
export interface Turns {
  /** Resolves when it is this work's turn. @param weight how much of a turn it takes; at least 1. */
  take(weight: number): Promise<void>;
  /** Weights of all that wait. */
  waiting(): number;
}

interface Waiting {
  readonly weight: number;
  begin(): void;
}

/**
 * Node reads everything that has arrived before it goes on with anything else: sixteen requests of five milliseconds
 * each hold every other request for eighty, and again at each of its queries. Taken in turns, they hold it for five.
 *
 * @param perTurn weight of one turn; what is heavier has a turn of its own.
 */
export function createTurns(perTurn: number): Turns {
  let queue: Waiting[] = [];
  let sum = 0;

  const turn = (): void => {
    let taken = 0;
    let count = 0;
    for (const { weight } of queue) {
      if (count > 0 && taken + weight > perTurn) break;
      taken += weight;
      count++;
    }
    const begun = queue.slice(0, count);
    queue = queue.slice(count);
    sum -= taken;
    if (queue.length > 0) setImmediate(turn);
    for (const { begin } of begun) begin();
  };

  return {
    take: (weight) =>
      new Promise((begin) => {
        if (queue.length === 0) setImmediate(turn);
        queue.push({ weight, begin });
        sum += weight;
      }),
    waiting: () => sum,
  };
}
