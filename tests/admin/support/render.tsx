import '@testing-library/jest-dom';
import type { ReactElement } from 'react';
import { DesignSystemProvider, darkTheme, lightTheme } from '@strapi/design-system';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { IntlProvider, createIntl } from 'react-intl';
import { MemoryRouter } from 'react-router-dom';

import { formatOf } from '../../../admin/src/format/useFormat';
import { getTranslation } from '../../../admin/src/text/getTranslation';
import { textOf } from '../../../admin/src/text/useText';
import en from '../../../admin/src/translations/en.json';
import fr from '../../../admin/src/translations/fr.json';
import { seoMessages } from '../../../server/src/core/seo';

export type Locale = 'en' | 'fr';

const withIds = (texts: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(texts).map(([key, message]) => [getTranslation(key), message]));
const MESSAGES: Readonly<Record<Locale, Record<string, string>>> = {
  en: withIds({ ...seoMessages, ...en }),
  fr: withIds(fr),
};

/** A message that can't be formatted (an unknown id, a missing value) fails the test that shows it. */
const onError = (error: Error) => {
  throw error;
};

export const intlOf = (locale: Locale) => createIntl({ locale, messages: MESSAGES[locale], timeZone: 'UTC', onError });
export const speaking = (locale: Locale) => {
  const intl = intlOf(locale);
  const text = textOf(intl);
  return { text, format: formatOf(intl, text) };
};
export const { text, format } = speaking('en');

interface RenderOptions {
  readonly path?: string;
  readonly dark?: boolean;
  readonly locale?: Locale;
}

/** Renders with what Strapi's admin puts around every page: texts, theme, router; and the plugin's own queries. */
export const renderAdmin = (element: ReactElement, { path = '/', dark = false, locale = 'en' }: RenderOptions = {}) => {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return render(
    <IntlProvider locale={locale} messages={MESSAGES[locale]} timeZone="UTC" onError={onError}>
      <DesignSystemProvider locale={locale} theme={dark ? darkTheme : lightTheme}>
        <QueryClientProvider client={client}>
          <MemoryRouter initialEntries={[path]} future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
            {element}
          </MemoryRouter>
        </QueryClientProvider>
      </DesignSystemProvider>
    </IntlProvider>
  );
};
