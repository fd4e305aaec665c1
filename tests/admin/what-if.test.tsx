import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';

import type { WhatIfAnswer, WhatIfChanges } from '../../server/src/contracts/what-if';
import { WhatIf } from '../../admin/src/panels/WhatIf';

import { type Locale, renderAdmin } from './support/render';
import { sent, serve } from './support/strapi-admin';

jest.mock('@strapi/strapi/admin', () => jest.requireActual('./support/strapi-admin'));

type Data = WhatIfAnswer['data'];
type Variant = Data['variants'][number];

const forecast = (expectedViews: number, low: number, high: number) => ({
  expectedViews,
  interval: { low, high, level: 0.9 as const },
  percentile: 0.7,
  viewsSoFar: 0,
  ageHours: 0,
  horizonDays: 7,
  scoredAt: '2026-11-22T03:00:00.000Z',
});
const asItIs: Data = {
  documentId: 'd1',
  locale: 'en',
  current: {
    prediction: forecast(1130, 912, 1388),
    title: 'Ten harbour walks',
    category: 'Travel',
    publishAt: '2026-11-22T14:00:00.000Z',
    levers: [
      { name: 'titleCharacters', value: 17, low: 12, high: 80.4 },
      { name: 'textWords', value: 300, low: 90.2, high: 900.7 },
      { name: 'images', value: 2, low: 0, high: 6 },
    ],
    categories: ['Travel', 'Food'],
  },
  variants: [],
  abstained: null,
};
const more: Omit<Variant, 'changes'> = {
  prediction: forecast(1300, 1000, 1650),
  change: { low: 0.06, expected: 0.15, high: 0.24 },
  plain: 0.2,
  wording: 'association',
  sentence: '',
  comparable: { articles: 23, medianViews: 640 },
};

const show = (answer: Omit<Variant, 'changes'>, { data = asItIs, locale = 'en' as Locale } = {}) => {
  serve((_, body) => {
    const { variants } = body as { variants: { changes: WhatIfChanges }[] };
    return { data: { ...data, variants: variants.map(({ changes }) => ({ changes, ...answer })) } };
  });
  return renderAdmin(<WhatIf contentType="api::article.article" documentId="d1" locale="en" savedAt="1" />, { locale });
};
const open = (name = 'What if …') => userEvent.click(screen.getByRole('button', { name }));
/** What the server was asked last. */
const asked = () => (sent.at(-1)?.body as { variants: { changes: WhatIfChanges }[] }).variants[0]?.changes;
const put = async (label: string | RegExp, value: string) =>
  fireEvent.change(await screen.findByLabelText(label), { target: { value } });

describe('what if', () => {
  it('asks nothing while folded, and begins with the article as it is', async () => {
    show(more);
    expect(sent).toEqual([]);
    await open();
    expect(await screen.findByLabelText('Title (17 characters)')).toHaveValue('Ten harbour walks');
    expect(screen.getByLabelText('Words')).toHaveValue(300);
    expect(screen.getByLabelText('Images')).toHaveValue(2);
    expect(screen.getByText('91 to 900 known here', { exact: false })).toBeInTheDocument();
    expect(sent.map(({ method, url, body }) => [method, url, body])).toEqual([
      ['POST', '/foresight/panel/api::article.article/d1/what-if', { locale: 'en', variants: [] }],
    ]);
  });

  it('says how articles like that did, shows both ranges, and how many there were', async () => {
    const { container } = show(more);
    await open();
    await put('Images', '4');
    expect(
      await screen.findByText(
        'Articles like this with 4 images did about 15% better here: between 6% and 24% better, all else being alike.'
      )
    ).toBeInTheDocument();
    expect(
      screen.getByRole('img', { name: 'As it is, likely 910–1,400 views; changed, likely 1,000–1,700' })
    ).toBeInTheDocument();
    expect(
      screen.getByText('23 finished articles much like that: about 640 views for the one in the middle.')
    ).toBeInTheDocument();
    expect(asked()).toEqual({ images: 4 });

    const { violations } = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  });

  it('says in words when it may be somebody else’s doing, and when nothing is told apart', async () => {
    show({ ...more, wording: 'confounded', change: { low: -0.06, expected: 0.01, high: 0.09 } });
    await open();
    await put('Images', '5');
    expect(
      await screen.findByText(
        /^Articles with 5 images did about 20% better here\. But much else .* between 6% worse and 9% better\. It may not be their doing\.$/
      )
    ).toBeInTheDocument();
  });

  it('says when no difference is clear, in French too', async () => {
    show({ ...more, wording: 'none', change: { low: -0.06, expected: 0.01, high: 0.09 } }, { locale: 'fr' });
    await open('Et si…');
    await put('Mots', '400');
    expect(await screen.findByText(/^Pas de différence nette.*de 400 mots/)).toBeInTheDocument();
  });

  it('names the known range at the field, and does not ask beyond it', async () => {
    show(more);
    await open();
    await put('Words', '5000');
    expect(screen.getByText('No article here was like that. Choose 91 to 900.')).toBeInTheDocument();
    await put('Title (17 characters)', 'Short');
    expect(screen.getByText('Titles here have 12 to 80 characters; this one has 5.')).toBeInTheDocument();
    expect(sent).toHaveLength(1);
  });

  it('asks for all that was changed at once, and goes back by one button', async () => {
    show(more);
    await open();
    await put('Title (17 characters)', 'Which harbour walk is the best?');
    await put('Words', '600');
    await screen.findByText(/with a title like that, of 600 words/);
    expect(asked()).toEqual({ title: 'Which harbour walk is the best?', textWords: 600 });
    await userEvent.click(screen.getByRole('button', { name: 'Back to how it is' }));
    expect(screen.getByLabelText('Title (17 characters)')).toHaveValue('Ten harbour walks');
    expect(screen.queryByText(/with a title like that/)).toBeNull();
  });

  it('says why when nothing can be said yet', async () => {
    show(more, { data: { ...asItIs, abstained: { code: 'no-live-model', reason: '' } } });
    await open();
    expect(await screen.findByText(/^Too early to say what changes go along with/)).toBeInTheDocument();
  });

  it('says when too few articles differ', async () => {
    show({ ...more, change: null, plain: null, prediction: null, comparable: { articles: 1, medianViews: null } });
    await open();
    await put('Images', '4');
    expect(await screen.findByText(/^Too few articles here differ in this/)).toBeInTheDocument();
    expect(screen.getByText('Hardly any finished article here is much like that.')).toBeInTheDocument();
  });

  it('offers another try when it fails', async () => {
    serve(() => {
      throw new Error('down');
    });
    renderAdmin(<WhatIf contentType="api::article.article" documentId="d1" locale="en" savedAt="1" />);
    await open();
    expect(await screen.findByText('down')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeInTheDocument();
  });
});
