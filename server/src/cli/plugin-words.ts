import { userInfo } from 'node:os';

import { Refusal } from './command';

/** As the journal names who typed a command: nobody has signed in. */
export const typist = (): string => `${userInfo().username} (npx foresight)`;

export const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** What the plugin refused, in its own words. Known by its name: the plugin's bundle has a class of its own. */
export const refusing = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Error && error.name === 'CoreError' ? new Refusal(error.message) : error;
  }
};
