import { CoreError } from '../../server/src/core/errors';
import { waitTurn } from '../../server/src/services/wait-turn';

const patience = { timeoutMs: 60_000, pauseMs: 0, signal: new AbortController().signal };
const busy = () => new CoreError('ALREADY_RUNNING', { expected: 'the lease to be free', got: 'held' });

describe('waitTurn', () => {
  it('tries until nobody else is at it, then works once', async () => {
    let others = 3;
    let done = 0;
    await waitTurn(async () => {
      if (others-- > 0) throw busy();
      done++;
    }, patience);
    expect(done).toBe(1);
  });

  it('never goes on as if it had worked: it says who is at it once its patience is over', async () => {
    const waiting = waitTurn(() => Promise.reject(busy()), { ...patience, timeoutMs: 0 });
    await expect(waiting).rejects.toMatchObject({ code: 'ALREADY_RUNNING' });
  });

  it('waits for nothing after any other error, nor once it was stopped', async () => {
    await expect(waitTurn(() => Promise.reject(new Error('disk full')), patience)).rejects.toThrow('disk full');
    const stopped = new AbortController();
    const work = async () => {
      stopped.abort(new Error('stopped'));
      throw busy();
    };
    await expect(waitTurn(work, { ...patience, signal: stopped.signal })).rejects.toThrow('stopped');
  });
});
