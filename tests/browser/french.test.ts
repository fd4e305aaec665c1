/** The admin in French, as its people meet it: switched on the profile page, read, and switched back. */
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';

import fr from '../../admin/src/translations/fr.json';
import { leftInEnglish, textsBelow } from '../helpers/left-in-english';

import { chromiumPath, complaintsOf, launch, logIn } from './support/chromium';
import { type Site, startSite } from './support/site';

const PLUGIN = '/admin/plugins/foresight';
const SETTINGS = '/admin/settings/foresight';
const ARTICLE = '/admin/content-manager/collection-types/api::article.article';
const LONG_TITLE = 'Who has seen the ferry that leaves from the old quay before the lighthouse wakes up?';
/** What the test site itself is called and calls its types: its own words, in its own language. */
const OF_THE_SITE = ['Category', 'Author', 'Tag', 'Article'];
/** A figure as French writes it: its thousands apart by a narrow space. */
const FIGURE = '\\d[\\d\\s]*';

const inChromium = chromiumPath ? describe : describe.skip;
if (!chromiumPath) console.log('skipped: Chromium tests (install Chromium, or name it in FORESIGHT_CHROMIUM)');

inChromium('the admin in French', () => {
  let site: Site;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    site = await startSite();
    browser = await launch();
    context = await logIn(browser, site.origin, site.admin);
    page = await context.newPage();
    await speak('Interface language', 'Français', 'Save');
    await page.getByRole('button', { name: 'Enregistrer' }).waitFor();
    await page.close();
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });

  beforeEach(async () => {
    page = await context.newPage();
    complaints = complaintsOf(page);
  });

  afterEach(async () => {
    await page.close();
    expect(complaints).toEqual([]);
  });

  /** Chooses a language on the profile page; field and button are called what they are in the language before. */
  const speak = async (field: string, language: string, save: string) => {
    await page.goto('/admin/me');
    await page.getByRole('combobox', { name: field }).click();
    await page.getByRole('option', { name: language }).click();
    await page.getByRole('button', { name: save }).click();
  };

  const visible = (text: string | RegExp) => page.getByText(text).first().waitFor();
  const panel = () => page.locator('aside').filter({ has: page.getByRole('heading', { name: 'Foresight' }) });
  /** What is English below an element, or the bare id of a message; details for who reads logs are marked as English. */
  const englishBelow = async (root: Locator): Promise<string[]> => {
    const texts = await root.evaluate(textsBelow);
    expect(texts.length).toBeGreaterThan(2);
    const details = await root.locator('[lang="en"]').allTextContents();
    return leftInEnglish(texts, 'fr', fr).filter((text) => ![...OF_THE_SITE, ...details].includes(text));
  };
  const main = () => page.locator('main');
  const dialog = () => page.getByRole('alertdialog');
  /** Opens what asks before it acts, reads it, and answers no. */
  const readAndCancel = async (open: () => Promise<void>, title: RegExp) => {
    await open();
    await dialog().getByText(title).waitFor();
    expect(await englishBelow(dialog())).toEqual([]);
    await dialog().getByRole('button', { name: 'Annuler' }).click();
    await dialog().waitFor({ state: 'detached' });
  };

  it('says on the overview how things are, in French sentences, figures and dates', async () => {
    await page.goto(PLUGIN);
    await page.locator('figure svg').nth(1).waitFor();
    await visible(/^Tout va bien\s: \d modèles? (est|sont) en service\.$/);
    await visible(/^Erreurs (inférieures|supérieures) de \d+\s% à celles de la meilleure estimation simple\.$/);
    await visible(/^Dernière exécution .*\. Prochaine exécution le \d+ \S+ \d{4}, \d\d:\d\d\.$/);
    for (const figure of await page.locator('figure').all())
      await figure.getByRole('button', { name: 'Voir le tableau' }).click();
    await page.locator('figure').getByRole('grid').first().waitFor();
    expect(await englishBelow(main())).toEqual([]);
  });

  it('lists the articles, and says when none matches', async () => {
    await page.goto(`${PLUGIN}/articles`);
    await page.getByRole('grid', { name: 'Articles' }).waitFor();
    await visible(/^il y a \d+ (heures|jours)$/);
    await visible(new RegExp(`^${FIGURE} à\\s${FIGURE}$`));
    expect(await englishBelow(main())).toEqual([]);
    await page.goto(`${PLUGIN}/articles?_q=nothing-is-called-this`);
    await visible(/^Aucun article ne correspond\. Effacez la recherche, ou choisissez une autre langue/);
    expect(await englishBelow(main())).toEqual([]);
  });

  it.each(['ranker', 'topic', 'performance-text'])('shows the versions of %s, and the report of one', async (kind) => {
    await page.goto(`${PLUGIN}/models?kind=${kind}`);
    const version = page.getByRole('link', { name: new RegExp(`^${kind}-\\d+$`) }).first();
    await version.waitFor();
    expect(await englishBelow(main())).toEqual([]);
    await version.click();
    await visible(kind === 'ranker' ? 'Semaine après semaine' : 'Face aux estimations simples');
    if (kind === 'ranker') {
      await page.locator('figure svg').nth(2).waitFor();
      for (const part of [
        'Est-elle sûre',
        'Ce qui compte',
        'Plus d’articles aideraient-ils',
        'Par catégorie et par langue',
      ]) {
        await page.getByRole('tab', { name: part }).click();
        await page.getByRole('tabpanel', { name: part }).getByRole('heading').first().waitFor();
        expect(await englishBelow(main())).toEqual([]);
      }
    }
    for (const recipe of ['Recette', 'Provenance'])
      await page.getByRole('button', { name: new RegExp(`^${recipe}`) }).click();
    expect(await englishBelow(main())).toEqual([]);
  });

  it('asks in French before a version goes live', async () => {
    await page.goto(`${PLUGIN}/models?kind=performance-text`);
    const promote = page.getByRole('button', { name: 'Mettre en service' }).first();
    await readAndCancel(() => promote.click(), /^Mettre performance-text-1 en service\s\?$/);
  });

  it('says what happened, and leaves the server’s own words as they are', async () => {
    await page.goto(`${PLUGIN}/activity`);
    await visible('La base de données était injoignable depuis web 41.');
    expect(await page.locator('td [lang="en"]').count()).toBeGreaterThan(0);
    expect(await englishBelow(main())).toEqual([]);
  });

  it('says in French what the server refuses, and what can’t be reached', async () => {
    await page.goto(PLUGIN);
    const train = page.getByRole('button', { name: 'Lancer l’apprentissage' });
    const details = { code: 'ALREADY_RUNNING', got: 'one that waits', expected: 'no other nightly run' };
    const error = { status: 409, name: 'CoreError', message: 'Another run is under way', details };
    const api = (path: string) => new RegExp(`^${site.origin}/foresight/${path}`);
    await page.route(api('train'), (route) => route.fulfill({ status: 409, json: { data: null, error } }));
    await train.click();
    await visible('Une autre exécution est en cours. Attendez qu’elle se termine.');
    await page.route(api('articles'), (route) => route.abort());
    await page.goto(`${PLUGIN}/articles`);
    await page.getByText(/Le serveur est injoignable/).waitFor({ timeout: 30_000 });
    expect(await englishBelow(main())).toEqual([]);
    complaints.splice(0); // both refusals were asked for
  });

  it('shows the settings, and asks before it switches off, and before a visitor is erased', async () => {
    await page.goto(SETTINGS);
    await page.locator('form').first().waitFor();
    await page.locator('input[type="date"]').first().waitFor();
    const theSwitch = page.getByRole('checkbox', { name: 'Foresight est' });
    await readAndCancel(() => theSwitch.locator('..').click(), /^Désactiver Foresight\s\?$/);
    await page.getByLabel('Identifiant du visiteur').fill('reader-3');
    await page.getByRole('button', { name: 'Rechercher', exact: true }).click();
    await readAndCancel(() => page.getByRole('button', { name: 'Effacer…' }).click(), /^Effacer ce visiteur\s\?$/);
    expect(await englishBelow(main())).toEqual([]);
  });

  it('says whether events arrive, makes a key, and asks before it is revoked', async () => {
    await page.goto(`${PLUGIN}/events`);
    await visible(/^Le compte est juste\s: /);
    await page.goto(`${PLUGIN}/events?section=keys`);
    await page.getByRole('button', { name: 'Créer une clé' }).click();
    await page.getByRole('dialog').getByLabel(/^Nom/).fill('Carnet');
    await page.getByRole('dialog').getByRole('button', { name: 'Créer une clé' }).click();
    await visible(/^«\sCarnet\s» est prête$/);
    const revoke = page.getByRole('row').filter({ hasText: 'Carnet' }).getByRole('button', { name: 'Révoquer' });
    await readAndCancel(() => revoke.click(), /^Révoquer «\sCarnet\s»\s\?$/);
    expect(await englishBelow(main())).toEqual([]);
  });

  it('tells editors what to expect of a draft and what to mend, in French', async () => {
    await page.goto(`${ARTICLE}/${site.draftId}`);
    await panel()
      .getByText(new RegExp(`^Devrait faire .*\\s: ${FIGURE} à\\s${FIGURE} vues pendant la première semaine\\.$`))
      .waitFor();
    await page.locator('[name="title"]').fill(LONG_TITLE);
    const advice = panel().getByRole('listitem').filter({ hasText: 'risque d’être coupé' });
    await advice.getByRole('button', { name: /^Aller à «\sTitle\s»$/ }).click();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('title');
    await advice.getByRole('button', { name: /^Sans objet ici/ }).click();
    await panel().getByText('1 conseil écarté').waitFor();
    for (const fold of await panel().locator('button[aria-expanded="false"]').elementHandles()) await fold.click();
    expect(await englishBelow(panel())).toEqual([]);
  });

  it('tells them what came of a published article', async () => {
    await page.goto(`${ARTICLE}/${site.publishedId}`);
    await panel()
      .getByText(/^\d+ vues? après .*\s; probablement .* pendant la première semaine\.$/)
      .waitFor();
    await panel()
      .getByRole('img', {
        name: /^(Comme prévu|Au-dessus des attentes|En dessous des attentes) .*attendues à ce stade$/,
      })
      .waitFor();
    expect(await englishBelow(panel())).toEqual([]);
  });

  it('names articles that need a look on the home page', async () => {
    await page.goto('/admin');
    await page.getByText('À regarder de près').waitFor();
    await visible(/^(Au-dessus|En dessous) des attentes .* attendues à ce stade$/);
    const widget = page.getByText('À regarder de près').locator('xpath=ancestor::*[.//ul][1]');
    expect(await englishBelow(widget)).toEqual([]);
    await page.getByRole('link', { name: 'Ouvrir Foresight' }).click();
    await page.waitForURL(`**${PLUGIN}`);
  });

  it.each([1440, 1024])('fits at %i px: nothing is wider than its place', async (width) => {
    await page.setViewportSize({ width, height: 900 });
    for (const [path, ready] of [
      [PLUGIN, 'figure svg'],
      [`${PLUGIN}/articles`, 'table'],
      [`${PLUGIN}/models`, 'table'],
      [`${PLUGIN}/activity`, 'table'],
      [`${PLUGIN}/events`, 'figure svg'],
      [`${PLUGIN}/events?section=keys`, 'table'],
      [SETTINGS, 'input[type="date"]'],
    ] as const) {
      await page.goto(path);
      await page.locator(ready).first().waitFor();
      expect([path, await cutOff(page)]).toEqual([path, []]);
    }
    await page.goto(`${PLUGIN}/models`);
    await page
      .getByRole('link', { name: /^ranker-\d+$/ })
      .first()
      .click();
    await page.locator('figure svg').nth(2).waitFor();
    expect(await cutOff(page)).toEqual([]);
    for (const part of [
      'Est-elle sûre',
      'Ce qui compte',
      'Plus d’articles aideraient-ils',
      'Par catégorie et par langue',
    ]) {
      await page.getByRole('tab', { name: part }).click();
      await page.getByRole('tabpanel', { name: part }).getByRole('heading').first().waitFor();
      expect([part, await cutOff(page)]).toEqual([part, []]);
    }
  });

  it('goes back to English, and to French again', async () => {
    await speak("Langue de l'interface", 'English', 'Enregistrer');
    await page.getByRole('button', { name: 'Save' }).waitFor();
    await page.goto(PLUGIN);
    await visible(/^All is well: \d models? (is|are) live\.$/);
    expect(leftInEnglish(await main().evaluate(textsBelow), 'fr', fr).length).toBeGreaterThan(10);

    await speak('Interface language', 'Français', 'Save');
    await page.getByRole('button', { name: 'Enregistrer' }).waitFor();
    await page.goto(PLUGIN);
    await visible(/^Tout va bien/);
    expect(await englishBelow(main())).toEqual([]);
  });
});

/** Tables, texts and buttons whose content is wider than what can be seen of it; code may scroll. */
const cutOff = (page: Page): Promise<string[]> =>
  page.locator('main').evaluate((root) =>
    [...root.querySelectorAll('div, table, p, span, button, h1, h2, h3')]
      .filter((element) => {
        const { overflowX } = getComputedStyle(element);
        const hides = overflowX !== 'visible' && element.closest('pre, svg') === null;
        return hides && element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1;
      })
      .map((element) => `${element.tagName} ${(element.textContent ?? '').slice(0, 60)}`)
  );
