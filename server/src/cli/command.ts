/** Something `npx foresight` can do. */
export interface Command {
  readonly name: string;
  /** What comes behind the name, such as "FILE"; empty when nothing may. */
  readonly usage: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** More lines for `npx foresight NAME --help`. */
  readonly details: readonly string[];
  /** @returns the exit code. @throws Refusal when it can't, and the message says why. */
  run(args: readonly string[]): Promise<number>;
}

/** Why a command does not do it, in words for who typed it; anything else that is thrown is shown with its stack. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    message: string,
    /** 2: it was asked for in a wrong way; 1: it could not be done. */
    readonly exitCode: 1 | 2 = 1
  ) {
    super(message);
  }
}
