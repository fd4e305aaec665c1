import { PLUGIN_ID } from '../pluginId';

/** The id under which react-intl knows one of our messages: registerTrads puts the plugin's name before each key. */
export const getTranslation = (key: string) => `${PLUGIN_ID}.${key}`;
