import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A process that answers every line of JSON with one. */
export interface Child {
  ask<T>(command: object): Promise<T>;
  end(): void;
}

const ONE_THREAD = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };

export function startChild(command: string, args: readonly string[]): Child {
  const child = spawn(command, args, {
    env: { ...process.env, ...ONE_THREAD, PYTHONWARNINGS: 'ignore' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask<T>(question: object) {
      child.stdin.write(`${JSON.stringify(question)}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`${command} ended without an answer`);
      return JSON.parse(value) as T;
    },
    end: () => child.stdin.end(),
  };
}
