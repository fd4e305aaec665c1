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
  'damaged-fit':
    'It stays a candidate: the finished model does not say what it was judged for. Even on articles it has learned from its error is {model}; without having seen them it was {judged}.',
  'damaged-trees':
    'It stays a candidate: its trees are not of one kind. The errors of the worse ones are {spread} times those of the better ones, at most {most} is expected.',
  'damaged-column':
    'It stays a candidate: what the live model goes by most has fallen silent: {feature} is the same for every article, or is not used any more.',
  'guardrail-bias':
    'It waits for a person: it would be live by its error, but what it expects is off by {got} on average in one direction; {limit} is the most that goes live by itself.',
  'guardrail-slope':
    'It waits for a person: it would be live by its error, but its differences between articles are off by a factor of {got} (1 is right, {limit} is the limit).',
  'guardrail-coverage':
    'It waits for a person: it would be live by its error, but its 90 % ranges held only {got} of later articles, and {limit} is the least.',
  'guardrail-size':
    'It waits for a person: it would be live by its error, but it takes {got} MB, and beside the version that serves now {limit} MB is the limit.',
  'guardrail-latency':
    'It waits for a person: it would be live by its error, but a forecast takes {got} ms, and {limit} ms is the limit.',
  'guardrail-top-changed':
    'It waits for a person: it would be live by its error, but {got} of the ten articles it ranks first are others than now, and {limit} is the most that changes by itself.',
  restored: 'It is live again: {by} went back to it. The reason given: {why}',
  promoted: 'It is live: {by} chose it. The reason given: {why}',
  'stands-in': 'It is live again: the bytes of {damaged} were missing or damaged.',
  imported: 'It stays a candidate: {by} brought it from another environment, where it was {from}.',
} as const;

export type DecisionCode = keyof typeof decisionMessages;
export type DecisionValues = Readonly<Record<string, string | number>>;

/** The English sentence of a decision. */
export function decisionSentence(code: DecisionCode, values: DecisionValues): string {
  return decisionMessages[code].replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
}
