import type { ArticleLabel, Label } from '../../features/labels';
import { quantile } from '../../math/quantile';
import { targetId, type TargetKey } from '../../target';
import type { TextDocument } from '../../text';

/** One published version's text, as the history keeps it. */
export interface TextRecord {
  readonly key: TargetKey;
  readonly firstPublishedAt: number;
  readonly version: number;
  readonly title: string;
  readonly text: string;
  readonly category: string | null;
  readonly language: string;
}

/** A document with the truth about it. */
export interface TextExample {
  /** `targetId` of the document. */
  readonly id: string;
  readonly document: TextDocument;
  readonly publishedAt: number;
  /** From when on the truth may be learned. */
  readonly closesAt: number;
  /** Category, or V of the article. */
  readonly truth: string | number;
  readonly locale: string;
}

/** Documents with a category: each in its latest version, known as soon as it is published. */
export function topicExamples(records: readonly TextRecord[]): TextExample[] {
  return oneVersion(records, (a, b) => b.version - a.version).flatMap((record) =>
    record.category === null ? [] : [example(record, record.firstPublishedAt, record.category)]
  );
}

/** Documents with a closed label: as first published, known once the label closes. */
export function performanceExamples(
  records: readonly TextRecord[],
  labels: readonly (Label | ArticleLabel)[]
): TextExample[] {
  const labelOf = new Map(labels.map((label) => [targetId(label.key), label]));
  return oneVersion(records, (a, b) => a.version - b.version).flatMap((record) => {
    const label = labelOf.get(targetId(record.key));
    return label ? [example(record, label.closesAt, label.views)] : [];
  });
}

export const TOP_QUARTER = 'top-quarter';
export const OTHERS = 'others';
/** Fewer documents of a locale than this and the threshold is that of all locales. */
const LOCALE_DOCUMENTS = 20;

/** V above which an article belongs to its locale's top quarter, from some examples only. */
export function topQuarterThreshold(examples: readonly TextExample[]): (locale: string) => number {
  const threshold = (own: readonly TextExample[]) =>
    quantile(
      own.map(({ truth }) => Number(truth)),
      0.75
    );
  const everywhere = threshold(examples);
  const byLocale = new Map<string, number>();
  for (const locale of new Set(examples.map((each) => each.locale))) {
    const own = examples.filter((each) => each.locale === locale);
    if (own.length >= LOCALE_DOCUMENTS) byLocale.set(locale, threshold(own));
  }
  return (locale) => byLocale.get(locale) ?? everywhere;
}

function oneVersion(records: readonly TextRecord[], order: (a: TextRecord, b: TextRecord) => number): TextRecord[] {
  const chosen = new Map<string, TextRecord>();
  for (const record of [...records].sort(order)) {
    const id = targetId(record.key);
    if (!chosen.has(id)) chosen.set(id, record);
  }
  return [...chosen.values()];
}

const example = (record: TextRecord, closesAt: number, truth: string | number): TextExample => ({
  id: targetId(record.key),
  document: { text: textOf(record), language: record.language },
  publishedAt: record.firstPublishedAt,
  closesAt,
  truth,
  locale: record.key.locale,
});

/** Title and body as one text: training and serving join them alike. */
export const textOf = ({ title, text }: { readonly title: string; readonly text: string }): string =>
  `${title}\n${text}`;
