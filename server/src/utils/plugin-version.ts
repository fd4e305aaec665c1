import { version } from '../../../package.json';

/** The plugin's own version, as lineage and health say it. */
export const pluginVersion: string = version;
