/** Entry of the process that serves the site under test; see site-process.ts. */
import { requireTs } from '../../../scripts/ts.mjs';

requireTs('../tests/browser/support/site-process.ts');
