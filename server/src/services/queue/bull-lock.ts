import type Bull from 'bull';

/** A lock is renewed so many times before it can run out. */
const RENEWALS = 4;

/**
 * Holds the lock of a job that is being done: a job whose lock has run out is taken for stalled and done by another.
 *
 * Bull renews too, but stops for good at the first renewal that fails. When Redis was away for longer than the lock
 * lasts, the job would be done twice and, worse, could no longer be noted as done.
 *
 * @returns what ends it, when Redis has answered that the lock is held: only then can the job be noted as done.
 */
export function keepLock(job: Bull.Job<object>, leaseMs: number): () => Promise<void> {
  let renewing: Promise<void> | null = null;

  const renew = async (): Promise<void> => {
    // Sent together: no process can look between the two whether the job is locked.
    await Promise.allSettled([job.extendLock(leaseMs), job.takeLock()]);
    renewing = null;
  };
  // One at a time: while Redis is away it waits there.
  const again = (): Promise<void> => (renewing ??= renew());
  const timer = setInterval(() => void again(), leaseMs / RENEWALS).unref();

  return () => {
    clearInterval(timer);
    return again();
  };
}
