import { TrendUp } from '@strapi/icons';
import type { ContentManagerPlugin } from '@strapi/content-manager/strapi-admin';
import type { StrapiApp } from '@strapi/strapi/admin';

import { ForesightPanel } from './panels/ForesightPanel';
import { PERMISSIONS } from './permissions';
import { PLUGIN_ID } from './pluginId';
import { getTranslation } from './text/getTranslation';

const title = (key: string, defaultMessage: string) => ({ id: getTranslation(key), defaultMessage });

const importTranslations = async (locale: string): Promise<Record<string, string>> => {
  // The checks bring their own English; a translation has their ids among its own.
  if (locale === 'en') {
    const [{ default: messages }, { seoMessages }] = await Promise.all([
      import('./translations/en.json'),
      import('../../server/src/core/seo'),
    ]);
    return { ...seoMessages, ...messages };
  }
  try {
    const { default: messages } = (await import(`./translations/${locale}.json`)) as {
      default: Record<string, string>;
    };
    return messages;
  } catch {
    return {}; // no such translation: Strapi shows the English one
  }
};

export default {
  register(app: StrapiApp) {
    app.addMenuLink({
      to: `plugins/${PLUGIN_ID}`,
      icon: TrendUp,
      intlLabel: title('name', 'Foresight'),
      permissions: PERMISSIONS.pages,
      Component: () => import('./pages/App'),
    });
    app.addSettingsLink(
      { id: PLUGIN_ID, intlLabel: title('name', 'Foresight') },
      {
        id: `${PLUGIN_ID}-settings`,
        to: PLUGIN_ID,
        intlLabel: title('settings.link', 'Configuration'),
        permissions: PERMISSIONS.configure,
        Component: () => import('./pages/Settings/SettingsRoot'),
      }
    );
    app.widgets.register({
      id: 'attention',
      pluginId: PLUGIN_ID,
      icon: TrendUp,
      title: title('widget.title', 'Worth a look'),
      component: async () => (await import('./widgets/AttentionWidget')).AttentionWidget,
      permissions: PERMISSIONS.read,
      link: { label: title('widget.link', 'Open Foresight'), href: `/plugins/${PLUGIN_ID}` },
    });
    app.registerPlugin({ id: PLUGIN_ID, name: PLUGIN_ID });
  },

  bootstrap(app: Pick<StrapiApp, 'getPlugin'>) {
    const { apis } = app.getPlugin('content-manager') as unknown as ContentManagerPlugin['config'];
    apis.addEditViewSidePanel([ForesightPanel]);
  },

  registerTrads: ({ locales }: { locales: string[] }) =>
    Promise.all(
      locales.map(async (locale) => {
        const messages = Object.entries(await importTranslations(locale));
        return { locale, data: Object.fromEntries(messages.map(([key, text]) => [getTranslation(key), text])) };
      })
    ),
};
