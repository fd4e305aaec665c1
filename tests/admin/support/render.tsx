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
import { seoMessages } from '../../../server/src/core/seo';

export const messages = Object.fromEntries(
  Object.entries({ ...seoMessages, ...en }).map(([key, message]) => [getTranslation(key), message])
);

/** A message that can't be formatted (an unknown id, a missing value) fails the test that shows it. */
const onError = (error: Error) => {
  throw error;
};

export const intl = createIntl({ locale: 'en', messages, timeZone: 'UTC', onError });
export const text = textOf(intl);
export const format = formatOf(intl, text);

/** Renders with what Strapi's admin puts around every page: texts, theme, router; and the plugin's own queries. */
export const renderAdmin = (element: ReactElement, { path = '/', dark = false } = {}) => {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return render(
    <IntlProvider locale="en" messages={messages} timeZone="UTC" onError={onError}>
      <DesignSystemProvider locale="en" theme={dark ? darkTheme : lightTheme}>
        <QueryClientProvider client={client}>
          <MemoryRouter initialEntries={[path]} future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
            {element}
          </MemoryRouter>
        </QueryClientProvider>
      </DesignSystemProvider>
    </IntlProvider>
  );
};
