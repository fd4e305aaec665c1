import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { getService } from '../utils/get-service';
import { type Command, Refusal } from './command';
import { withApp } from './load-app';
import { refusing, say, typist } from './plugin-words';

/** Saves a model version as a file. */
export const exportModel: Command = {
  name: 'export-model',
  usage: 'VERSION [FILE]',
  summary: 'save a model version as a file, for another environment',
  details: [
    'VERSION: a name such as ranker-12, or ranker@live, ranker@previous, ranker@candidate (also topic@…,',
    'performance-text@…). FILE: where to; else foresight-NAME.model here. Bring it in with "npx foresight import-model FILE".',
  ],
  async run(args) {
    const [reference, file, ...more] = args;
    if (reference === undefined || more.length > 0)
      throw new Refusal('export-model: expected VERSION and perhaps FILE.', 2);
    return withApp(process.cwd(), async (app) => {
      const { fileName, bytes } = await refusing(() => getService(app, 'modelFiles').export(reference, typist()));
      const target = path.resolve(file ?? fileName);
      writeFileSync(target, bytes);
      say(`${reference} is saved as ${target} (${bytes.length} bytes)`);
      return 0;
    });
  },
};

/** Takes a model version from a file. */
export const importModel: Command = {
  name: 'import-model',
  usage: 'FILE',
  summary: 'take a model version from a file; it waits as a candidate',
  details: [
    'FILE: what "npx foresight export-model" or the admin saved. Nothing answers from the version before somebody makes it',
    'live, on the page Models.',
  ],
  async run(args) {
    const [file, ...more] = args;
    if (file === undefined || more.length > 0) throw new Refusal('import-model: expected one FILE.', 2);
    const bytes = read(file);
    return withApp(process.cwd(), async (app) => {
      const { version, isNew } = await refusing(() => getService(app, 'modelFiles').import(bytes, typist()));
      say(isNew ? `${version.modelVersion} is here, as a candidate` : `it is here already: ${version.modelVersion}`);
      return 0;
    });
  },
};

/** @throws {Refusal} when there is no such file. */
function read(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Refusal(`import-model: ${error instanceof Error ? error.message : String(error)}`, 2);
  }
}
