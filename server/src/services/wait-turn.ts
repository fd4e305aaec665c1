import { CoreError } from '../core/errors';

export interface Patience {
  readonly timeoutMs: number;
  readonly pauseMs: number;
  readonly signal: AbortSignal;
}

/**
 * Do what one at a time may do; while another does it, try again.
 *
 * @throws {CoreError} ALREADY_RUNNING when another still does it after `timeoutMs`; the signal's reason.
 */
export async function waitTurn(work: () => Promise<unknown>, { timeoutMs, pauseMs, signal }: Patience): Promise<void> {
  const until = performance.now() + timeoutMs;
  for (;;) {
    signal.throwIfAborted();
    try {
      await work();
      return;
    } catch (error) {
      if (!(error instanceof CoreError) || error.code !== 'ALREADY_RUNNING' || performance.now() >= until) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
