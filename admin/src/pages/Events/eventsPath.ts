import { PLUGIN_ID } from '../../pluginId';

/** In the order of their tabs. */
export const SECTIONS = ['arriving', 'live', 'quarantine', 'keys', 'test'] as const;
export type Section = (typeof SECTIONS)[number];

/** The address of a section of the page Events, with what it is to show. */
export const eventsPath = (section: Section, more: Readonly<Record<string, string>> = {}): string =>
  `/plugins/${PLUGIN_ID}/events?${new URLSearchParams({ section, ...more })}`;
