/** A Strapi with the built plugin, to be measured from another process. Its parent tells it what to do. */
import { requireTs } from '../../scripts/ts.mjs';

requireTs('../bench/ingest/site.ts').serve();
