import type { Knex } from 'knex';

import type { Value } from '../../server/src/repositories/statements';

/** As much of the driver's protocol as COPY needs: no package does only this. */
interface Protocol {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}
interface Driver {
  query(submittable: object): unknown;
}

/** Sends rows to `copy ... from stdin` on the connection of a transaction. */
export async function copyIn(trx: Knex, sql: string, rows: readonly (readonly Value[])[]): Promise<void> {
  const driver = (await trx.client.acquireConnection()) as Driver;
  await new Promise<void>((resolve, reject) => {
    let failed: Error | null = null;
    driver.query({
      submit: (protocol: Protocol) => protocol.query(sql),
      handleCopyInResponse(protocol: Protocol) {
        protocol.sendCopyFromChunk(Buffer.from(rows.map(lineOf).join('')));
        protocol.endCopyFrom();
      },
      handleError: (error: Error) => (failed = error),
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => (failed === null ? resolve() : reject(failed)),
    });
  });
}

const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const lineOf = (row: readonly Value[]): string =>
  `${row.map((value) => (value === null ? '\\N' : String(value).replace(/[\\\n\r\t]/g, (one) => ESCAPED[one] ?? one))).join('\t')}\n`;
