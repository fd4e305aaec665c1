/** Builds dist/tracker/tracker.js, the script the plugin serves; `strapi-plugin build`, which empties the folder, goes before. */
import { buildTracker } from './tracker.mjs';

await buildTracker();
