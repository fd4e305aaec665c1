/** Why a version went live or not: one code per cause, an ICU message each. The admin's translations have the same. */
export const decisionMessages = {
  'not-enough-labels': 'It needs {needed} articles to learn from and has {got}: what serves now stays.',
  'not-enough-later-articles':
    'Only {got} later articles could judge it and {needed} are needed: what serves now stays.',
  'first-model-beats-baseline':
    'It is live: on {articles} later articles its error was {model}, that of the best simple guess {baseline}.',
  'no-better-than-baseline':
    'It stays a candidate: on {articles} later articles its error was {model}, that of the best simple guess {baseline}, and the difference may be chance.',
  'worse-than-baseline':
    'It stays a candidate: it is no better than the best simple guess. On {articles} later articles its error was {model}, that of the guess {baseline}.',
  'refresh-ok':
    'It is live: the same recipe on newer data. On {articles} later articles its error was {model}, that of the version before {live}.',
  'refresh-worse':
    'It stays a candidate: the same recipe on newer data did worse. On {articles} later articles its error was {model}, that of the live version {live}.',
  'recipe-better':
    'It is live: the new recipe is better. On {articles} later articles its error was {model}, that of the version before {live}.',
  'recipe-not-better':
    'It stays a candidate: the new recipe is not clearly better. On {articles} later articles its error was {model}, that of the live version {live}.',
  damaged:
    'It stays a candidate: the finished model does not order articles as it did when it was judged (agreement {spearman}, at least {needed} is expected).',
  restored: 'It is live again: {by} went back to it.',
  promoted: 'It is live: {by} chose it.',
  'stands-in': 'It is live again: the bytes of {damaged} were missing or damaged.',
  imported: 'It stays a candidate: {by} brought it from another environment, where it was {from}.',
} as const;

export type DecisionCode = keyof typeof decisionMessages;
export type DecisionValues = Readonly<Record<string, string | number>>;

/** The English sentence of a decision. */
export function decisionSentence(code: DecisionCode, values: DecisionValues): string {
  return decisionMessages[code].replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
}
