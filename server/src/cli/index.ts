import { pluginVersion } from '../utils/plugin-version';
import { type Command, Refusal } from './command';
import { importHistory } from './import-history';
import { exportModel, importModel } from './model-files';
import { worker } from './worker';

/** Everything `npx foresight NAME` can do. */
const COMMANDS: readonly Command[] = [worker, importHistory, exportModel, importModel];

const titleOf = ({ name, usage }: Command): string => `npx foresight ${name}${usage && ` ${usage}`}`;

const help = (): string => {
  const width = Math.max(...COMMANDS.map((command) => titleOf(command).length));
  const lines = COMMANDS.map((command) => `  ${titleOf(command).padEnd(width)}  ${command.summary}`);
  return [
    `Foresight ${pluginVersion}, run in the folder of a Strapi app:`,
    ...lines,
    '"npx foresight NAME --help" says more of one.',
  ].join('\n');
};

const helpOf = (command: Command): string =>
  [`${titleOf(command)}: ${command.summary}.`, ...command.details].join('\n');

const isHelp = (word: string | undefined): boolean => word === '--help' || word === '-h';

/** @returns the exit code: 0 done, 1 not done, 2 not understood. */
export async function main(argv: readonly string[]): Promise<number> {
  const [name, ...args] = argv;
  if (isHelp(name) || name === 'help') return say(help());
  if (name === '--version') return say(pluginVersion);

  const command = COMMANDS.find((each) => each.name === name);
  if (command === undefined && name === 'export') {
    return complain('There is no command "export". "npx foresight export-model" saves a model version as a file.', 2);
  }
  if (command === undefined) {
    return complain(`${name === undefined ? 'No command was given.' : `There is no command "${name}".`}\n${help()}`, 2);
  }
  if (isHelp(args[0])) return say(helpOf(command));
  try {
    return await command.run(args);
  } catch (error) {
    if (error instanceof Refusal) return complain(`foresight: ${error.message}`, error.exitCode);
    return complain(error instanceof Error ? (error.stack ?? error.message) : String(error), 1);
  }
}

function say(text: string): number {
  process.stdout.write(`${text}\n`);
  return 0;
}

function complain(text: string, exitCode: number): number {
  process.stderr.write(`${text}\n`);
  return exitCode;
}
