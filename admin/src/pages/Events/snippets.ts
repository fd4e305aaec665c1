import type { TrackerFacts } from '../../hooks/useTracker';

export interface SnippetFacts {
  /** Where the CMS answers, such as "https://cms.example". */
  readonly origin: string;
  readonly key: string;
  readonly tracker: TrackerFacts;
  /** The browser is to run exactly these bytes. */
  readonly pinned: boolean;
  /** An article of the site, for pages that stand alone. */
  readonly example: { readonly documentId: string; readonly locale: string; readonly contentType: string };
  /** Several content types are watched, so that a page has to say which one it shows. */
  readonly severalTypes: boolean;
}

const scriptOf = ({ origin, tracker, pinned }: SnippetFacts): string =>
  `${origin}${pinned ? tracker.path : tracker.path.replace(/\?.*$/, '')}`;

/** Attributes of the script's tag, as HTML and JSX have them; crossorigin is spelt differently. */
const attributesOf = (facts: SnippetFacts, crossOrigin: string): string[] => [
  `src="${scriptOf(facts)}"`,
  ...(facts.pinned ? [`integrity="${facts.tracker.integrity}"`, `${crossOrigin}="anonymous"`] : []),
  `data-key="${facts.key}"`,
];

const tag = (facts: SnippetFacts, before = ''): string =>
  `<script${before}\n  ${[...attributesOf(facts, 'crossorigin'), 'defer'].join('\n  ')}\n></script>`;

const marksOf = ({ example: { documentId, locale, contentType }, severalTypes }: SnippetFacts): string =>
  [
    `data-foresight-document="${documentId}"`,
    ...(locale === '' ? [] : [`data-foresight-locale="${locale}"`]),
    ...(severalTypes ? [`data-foresight-type="${contentType}"`] : []),
  ].join(' ');

/** The same marks where a framework fills them in. */
const boundMarks = ({ severalTypes, example }: SnippetFacts, bind: (name: string, value: string) => string): string =>
  [
    bind('data-foresight-document', 'article.documentId'),
    bind('data-foresight-locale', 'article.locale'),
    ...(severalTypes ? [`data-foresight-type="${example.contentType}"`] : []),
  ].join(' ');

const inBraces = (name: string, value: string) => `${name}={${value}}`;
const inVue = (name: string, value: string) => `:${name}="${value}"`;

const html = (facts: SnippetFacts): string => `<!doctype html>
<html lang="${facts.example.locale || 'en'}">
  <head>
    <meta charset="utf-8">
    <title>Test</title>
    ${tag(facts).replace(/\n/g, '\n    ')}
  </head>
  <body>
    <article ${marksOf(facts)}>
      <h1>Test</h1>
    </article>
  </body>
</html>`;

const next = (facts: SnippetFacts): string => `// app/layout.tsx
import Script from 'next/script';
import { draftMode } from 'next/headers';
import type { ReactNode } from 'react';

export default async function Layout({ children }: { children: ReactNode }) {
  const { isEnabled } = await draftMode();
  return (
    <html lang="${facts.example.locale || 'en'}" data-foresight={isEnabled ? 'off' : undefined}>
      <body>
        {children}
        <Script
          ${attributesOf(facts, 'crossOrigin').join('\n          ')}
        />
      </body>
    </html>
  );
}

// around an article, for example in app/blog/[slug]/page.tsx
<article ${boundMarks(facts, inBraces)}>`;

const nuxt = (facts: SnippetFacts): string => {
  const attributes = [
    `src: '${scriptOf(facts)}',`,
    ...(facts.pinned ? [`integrity: '${facts.tracker.integrity}',`, `crossorigin: 'anonymous',`] : []),
    `'data-key': '${facts.key}',`,
    'defer: true,',
  ];
  return `// nuxt.config.ts
export default defineNuxtConfig({
  app: {
    head: {
      script: [
        {
          ${attributes.join('\n          ')}
        },
      ],
    },
  },
});

<!-- around an article, for example in pages/blog/[slug].vue -->
<article ${boundMarks(facts, inVue)}>`;
};

const astro = (facts: SnippetFacts): string => `---
// src/layouts/Base.astro
const { article } = Astro.props;
---
<html lang={article?.locale ?? '${facts.example.locale || 'en'}'}>
  <head>
    {article && <meta name="foresight" ${boundMarks(facts, inBraces)} />}
    ${tag(facts, ' is:inline').replace(/\n/g, '\n    ')}
  </head>
  <body>
    <slot />
  </body>
</html>`;

const consent = (facts: SnippetFacts): string => `${tag(facts)}

<article ${marksOf(facts)}></article>

<button type="button" id="agree">I agree to be recognised</button>
<button type="button" id="withdraw">I no longer agree</button>
<script>
  window.foresight ||= [];
  const known = () => foresight.push(['consent', localStorage.readerId]);
  if (localStorage.readerId) known();
  agree.onclick = () => {
    localStorage.readerId ||= crypto.randomUUID();
    known();
  };
  withdraw.onclick = () => {
    localStorage.removeItem('readerId');
    foresight.push(['consent']);
  };
</script>`;

/** What a site pastes, by what it is built with. */
export const SNIPPETS = { html, next, nuxt, astro, consent } as const;
export type SnippetName = keyof typeof SNIPPETS;
