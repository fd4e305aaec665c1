/** Starts own.ts in a process of its own, so that its peak memory is its own. */
import { requireTs } from '../../scripts/ts.mjs';

await requireTs('../bench/text/own.ts').main();
