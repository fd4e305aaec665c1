import { altTexts } from './checks/alt-texts';
import { descriptionLength } from './checks/description-length';
import { externalLinks } from './checks/external-links';
import { freshness } from './checks/freshness';
import { headingOrder } from './checks/heading-order';
import { images } from './checks/images';
import { internalLinks } from './checks/internal-links';
import { paragraphLength } from './checks/paragraph-length';
import { readability } from './checks/readability';
import { sentenceLength } from './checks/sentence-length';
import { slug } from './checks/slug';
import { subheadings } from './checks/subheadings';
import { textLength } from './checks/text-length';
import { titleLength } from './checks/title-length';
import { titleUnique } from './checks/title-unique';
import type { SeoCheck, SeoFinding, SeoInput, SeoStatus } from './types';

/** In the order they are read about in docs/seo.md; equal findings keep it. */
export const seoChecks: readonly SeoCheck[] = [
  titleLength,
  titleUnique,
  descriptionLength,
  slug,
  headingOrder,
  subheadings,
  paragraphLength,
  textLength,
  readability,
  sentenceLength,
  altTexts,
  images,
  internalLinks,
  externalLinks,
  freshness,
];

/** English ICU text by message id; each check also has a title, `seo.<check>.title`. */
export const seoMessages: Readonly<Record<string, string>> = Object.assign(
  {},
  ...seoChecks.map(({ messages }) => messages)
) as Record<string, string>;

const URGENCY: Readonly<Record<SeoStatus, number>> = { problem: 0, improve: 1, unknown: 2, good: 3 };

/** One finding per check: problems first, within each status what helps most first. Cost: linear in the text. */
export const runSeoChecks = (input: SeoInput): SeoFinding[] =>
  seoChecks
    .map((check) => check.run(input))
    .sort((a, b) => URGENCY[a.status] - URGENCY[b.status] || b.impact - a.impact);
