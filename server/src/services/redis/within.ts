import { CoreError } from '../../core/errors';

/** @throws {CoreError} QUEUE_UNAVAILABLE when `work` takes longer; what it does then is no longer waited for. */
export async function within<T>(work: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<never>((_, reject) => {
    const late = () =>
      reject(new CoreError('QUEUE_UNAVAILABLE', { expected: `an answer of Redis in ${limitMs} ms`, got: 'none' }));
    timer = setTimeout(late, limitMs);
  });
  try {
    return await Promise.race([work, timeUp]);
  } finally {
    clearTimeout(timer);
  }
}
