import type { SeoCheck, SeoFinding, SeoGroup, SeoImpact, SeoInput, SeoStatus, SeoValues } from './types';

/** What a check makes of an entry; `says` is one of its own messages. */
interface Verdict<Message extends string> {
  readonly status: SeoStatus;
  readonly says: Message;
  readonly values?: SeoValues;
  readonly evidence?: string | undefined;
  readonly field: string | null;
}

interface CheckRow<Message extends string> {
  /** Never changes once released: what editors put away is kept by it. */
  readonly id: string;
  readonly group: SeoGroup;
  readonly impact: SeoImpact;
  readonly title: string;
  /** English ICU text of each verdict. */
  readonly messages: Readonly<Record<Message, string>>;
  readonly judge: (input: SeoInput) => Verdict<Message>;
}

/** Longest evidence shown. */
const EVIDENCE = 120;

/** Enough of a text to find it again. */
const shortened = (text: string): string => {
  const characters = [...text.slice(0, 2 * EVIDENCE + 2)];
  return characters.length <= EVIDENCE ? text : `${characters.slice(0, EVIDENCE).join('').trimEnd()}…`;
};

/** A check whose verdicts can only say messages it has. */
export const defineCheck = <Message extends string>(row: CheckRow<Message>): SeoCheck => {
  const { id, group, impact, title, judge } = row;
  const texts: [string, string][] = Object.entries<string>(row.messages).map(([name, text]) => [
    `seo.${id}.${name}`,
    text,
  ]);
  return {
    id,
    group,
    messages: Object.fromEntries([[`seo.${id}.title`, title], ...texts]),
    run(input): SeoFinding {
      const { status, says, values = {}, evidence, field } = judge(input);
      const finding = { check: id, group, status, impact, messageId: `seo.${id}.${says}`, values, field };
      return evidence === undefined || evidence === '' ? finding : { ...finding, evidence: shortened(evidence) };
    },
  };
};
