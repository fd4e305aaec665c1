/** Builds the plugin, the playground and its admin panel: what an image of the playground is made of. */
import { buildAdmin, buildPlayground, buildPlugin } from './lib.mjs';

await buildPlugin();
await buildPlayground();
await buildAdmin();
