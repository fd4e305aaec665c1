/** The admin in French, as far as it can be drawn without a browser: no English is left, figures and dates are French. */
import type { ReactElement } from 'react';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';

import type { Overview, RunSummary } from '../../server/src/contracts/admin';
import plugin from '../../admin/src';
import { ArticlesPage } from '../../admin/src/pages/Articles/ArticlesPage';
import { ModelPage } from '../../admin/src/pages/Models/ModelPage';
import { ModelsPage } from '../../admin/src/pages/Models/ModelsPage';
import { OverviewPage } from '../../admin/src/pages/Overview/OverviewPage';
import { SettingsPage } from '../../admin/src/pages/Settings/SettingsPage';
import { forecastSentence } from '../../admin/src/panels/forecastSentence';
import { reasonSentence } from '../../admin/src/panels/reasonSentence';
import fr from '../../admin/src/translations/fr.json';
import { seoMessages } from '../../server/src/core/seo';
import { leftInEnglish, textsBelow } from '../helpers/left-in-english';

import { article, liveRanker, overview, rankerDetail, run, settings, textDetail } from './support/fixtures';
import { renderAdmin, speaking } from './support/render';
import { allow, serve } from './support/strapi-admin';

jest.mock('@strapi/strapi/admin', () => jest.requireActual('./support/strapi-admin'));

const { text, format } = speaking('fr');
/** Spaces that do not break are part of French, and hard to see in a test. */
const plain = (said: string) => said.replace(/[\u00a0\u202f]/g, ' ');

const page = (rows: readonly unknown[]) => ({
  data: rows,
  meta: { pagination: { page: 1, pageSize: 20, pageCount: 1, total: rows.length } },
});
const failedRun: RunSummary = {
  ...run,
  runId: 'r2',
  status: 'failed',
  trigger: 'manual',
  requestedBy: 'editor@example.com',
  outcomes: [],
  error: { code: 'WORKER_DIED', message: 'A worker thread died: expected a result of "train", got out of memory.' },
};
const troubled: Overview = {
  ...overview,
  findings: [
    { code: 'silent', level: 'warning', values: { hours: 30 } },
    { code: 'run-failed', level: 'danger', values: failedRun.error ?? {} },
  ],
};

/** The name of a key is its owner’s. */
const blog = { ...settings, keys: settings.keys.map((key) => ({ ...key, name: 'Carnet' })) };

beforeAll(() => {
  global.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  const box = { x: 0, y: 0, top: 0, left: 0, right: 600, bottom: 300, width: 600, height: 300 };
  Element.prototype.getBoundingClientRect = () => ({ ...box, toJSON: () => box });
});
beforeEach(() => {
  allow({ canRead: true, canTrain: true, canPromote: true });
  Object.assign(window, { strapi: { backendURL: 'https://cms.example.com' } });
  serve((url) => {
    if (url === '/foresight/overview') return { data: troubled };
    if (url === '/foresight/runs') return page([run, failedRun]);
    if (url === '/foresight/articles') return page([article]);
    if (url === '/foresight/settings') return { data: blog };
    if (url === '/foresight/recompute') return { data: null };
    if (url === '/foresight/models') return { data: [liveRanker] };
    if (url === '/foresight/models/t1') return { data: textDetail };
    return { data: rankerDetail };
  });
});

describe('pages in French', () => {
  const version = (
    <Routes>
      <Route path="/models/:id" element={<ModelPage />} />
    </Routes>
  );
  it.each<[string, ReactElement, string, RegExp]>([
    ['the overview', <OverviewPage key="o" />, '/', /^Tout va bien : 2 modèles sont en service\.$/],
    ['the articles', <ArticlesPage key="a" />, '/', /^100 à 400$/],
    ['the models', <ModelsPage key="m" />, '/', /^Erreurs inférieures de 18 %/],
    [
      'what matters to a ranker',
      version,
      '/models/m3?part=matters',
      /^S’appuie surtout sur : Mots dans le titre \(30 %\)$/,
    ],
    ['a text classifier', version, '/models/t1', /^bread, salt$/],
    ['the settings', <SettingsPage key="s" />, '/', /^Brouillon\/Publier est désactivé\.$/],
  ])('%s', async (_, element, path, sign) => {
    const { container } = renderAdmin(element, { path, locale: 'fr' });
    await screen.findAllByText((said) => sign.test(plain(said)));
    // A run's technical detail is the server's, for whoever reads its log.
    for (const detail of container.querySelectorAll('[lang="en"]')) detail.remove();
    expect(leftInEnglish(textsBelow(container), 'fr', fr)).toEqual([]);
  });

  it('say what went wrong in French, with the server’s own words as a detail', async () => {
    renderAdmin(<OverviewPage />, { locale: 'fr' });
    expect((await screen.findAllByText(/^Un fil d’exécution s’est arrêté en plein travail/)).length).toBeGreaterThan(0);
    expect(screen.getByText(/^La dernière exécution a échoué.*Un fil d’exécution s’est arrêté/)).toBeInTheDocument();
    expect(screen.getByText(/WORKER_DIED.*out of memory/)).toHaveAttribute('lang', 'en');
  });
});

describe('the search for English', () => {
  it('finds whole messages, with their values, and bare ids; nothing else', () => {
    const seen = ['Views', '12 views after 3 h, 20 expected by then', 'foresight.promote', 'The title is short.'];
    expect(leftInEnglish([...seen, 'Vues', 'Articles', 'Bread without kneading', '12 h'], 'fr', fr)).toEqual(
      seen.slice(0, 3)
    );
  });
});

describe('sentences in French', () => {
  const forecast = {
    expectedViews: 1130,
    interval: { low: 912, high: 1388, level: 0.9 as const },
    percentile: 0.7,
    viewsSoFar: 1,
    ageHours: 30,
    horizonDays: 7,
    scoredAt: '2026-11-22T03:00:00.000Z',
  };
  const panel = {
    forecast,
    source: { modelVersion: 'ranker-12', fallback: null, reason: null },
    missingLabels: null,
  };

  it('say what to expect of a draft', () => {
    expect(plain(forecastSentence({ ...panel, state: 'draft' }, text, format).main)).toBe(
      'Devrait faire mieux que 7 de vos articles sur 10 : 910 à 1 400 vues pendant la première semaine.'
    );
  });

  it('count one view, and none, as one', () => {
    const said = (viewsSoFar: number) =>
      plain(
        forecastSentence({ ...panel, state: 'published', forecast: { ...forecast, viewsSoFar } }, text, format).main
      );
    expect(said(0)).toMatch(/^0 vue après 30 h ; probablement 910 à 1 400/);
    expect(said(1)).toMatch(/^1 vue après/);
    expect(said(1_240)).toMatch(/^1 240 vues après/);
  });

  it('give reasons as associations', () => {
    const said = (feature: string, value: number, effect: number) =>
      plain(reasonSentence({ feature, value, effect }, text, format));
    expect(said('images', 0, -0.12)).toBe(
      'Ici, les articles de ce genre sans image ont obtenu environ 12 % de vues en moins.'
    );
    expect(said('publicationWeekday', 1, 0.05)).toMatch(/publiés un mardi ont obtenu environ 5 % de vues en plus\.$/);
    expect(said('titleIsQuestion', 1, 0.05)).toMatch(/avec une question pour titre/);
  });
});

describe('figures in French', () => {
  it.each([
    ['a number', format.integer(1_234_567), '1 234 567'],
    ['decimals', format.decimal(0.4), '0,40'],
    ['a share', format.percent(0.18), '18 %'],
    ['a range', format.viewRange(912, 1388), '910 à 1 400'],
    ['a size', format.bytes(1_240_000), '1,2 Mo'],
    ['a date', format.date('2026-11-22T03:00:00Z'), '22 nov. 2026'],
    ['a day', format.day('2026-11-22'), '22 nov.'],
    ['a moment', format.dateTime('2026-11-22T03:00:00Z'), '22 nov. 2026, 03:00'],
    [
      'a distance in time',
      format.fromNow('2026-11-22T00:00:00Z', Date.parse('2026-11-22T03:00:00Z')),
      'il y a 3 heures',
    ],
    ['an age', format.age(72), '3 jours'],
    ['a duration', format.duration(90_000), '1 min 30 s'],
    ['a list', format.list(['titre', 'texte', 'image']), 'titre, texte, image'],
    ['a plot’s number', format.compact(12_340), '12,3 k'],
  ])('%s', (_, said, expected) => {
    expect(plain(said)).toBe(expected);
  });
});

describe('the plugin, asked for its translations', () => {
  it('gives each language with the texts of the SEO checks, and nothing for one it does not speak', async () => {
    const [english, french, other] = await plugin.registerTrads({ locales: ['en', 'fr', 'de'] });
    expect(english?.data['foresight.promote']).toBe('Make live');
    expect(french?.data['foresight.promote']).toBe('Mettre en service');
    for (const id of Object.keys(seoMessages)) {
      expect(english?.data[`foresight.${id}`]).toBe(seoMessages[id]);
      expect(french?.data[`foresight.${id}`]).toBeTruthy();
    }
    expect(other?.data).toEqual({});
  });
});
