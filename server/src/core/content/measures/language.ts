/** The language of a locale: "pt-BR" is "pt". */
export const languageOfLocale = (locale: string): string => (locale.split(/[-_]/, 1)[0] ?? '').toLowerCase();
