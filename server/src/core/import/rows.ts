/** One row of a file, and where it lies. Offsets are bytes of the text, after decompression. */
export interface RawRow {
  /** Line it begins on, from 1. */
  readonly line: number;
  /** Line after its last one. */
  readonly nextLine: number;
  /** Bytes up to its end, line break included: where reading goes on after it. */
  readonly end: number;
  /** Of CSV its fields, of other formats the whole line. */
  readonly fields: readonly string[];
  /** Why it is no row; null when it is one. */
  readonly problem: RowProblem | null;
}

export interface RowProblem {
  readonly got: string;
  readonly expected: string;
}

/** Cuts a stream of bytes into rows; what is not complete waits for the next bytes. Blank lines are no rows. */
export interface RowReader {
  push(bytes: Uint8Array): RawRow[];
  end(): RawRow[];
}

/** Where a reader begins: at the first byte of a row. */
export interface RowStart {
  readonly offset: number;
  readonly line: number;
}

export const FILE_START: RowStart = { offset: 0, line: 1 };

export const LF = 0x0a;
export const CR = 0x0d;

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** Bytes of a mark that says the text is UTF-8: 3 or 0. */
export const bomLength = (head: Buffer): number => (head.subarray(0, 3).equals(BOM) ? 3 : 0);
