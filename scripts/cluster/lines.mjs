/** Lines of many processes on one terminal: each begins with who says it, in a colour of its own. */
import { createInterface } from 'node:readline';

const COLOURS = [36, 33, 35, 32, 34, 31, 96, 93, 95];
const colours = new Map();
const inColour = () => process.stdout.isTTY === true && !process.env.NO_COLOR;

export const coloured = (name, text = name) => {
  if (!colours.has(name)) colours.set(name, COLOURS[colours.size % COLOURS.length]);
  return inColour() ? `\x1b[${colours.get(name)}m${text}\x1b[0m` : text;
};

export const sayAs = (name, line) => process.stdout.write(`${coloured(name, name.padEnd(10))} ${line}\n`);

/** Passes on what a child writes, line by line. */
export const passOn = (name, child) => {
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => line.trim() !== '' && sayAs(name, line));
  }
};
