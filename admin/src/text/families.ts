/**
 * Messages whose last part is a code that comes from the server. A code without a message falls back to what the
 * caller gives, so a newer server never shows a bare key. A test holds that every other message is named in the code.
 */
export const FAMILIES = [
  'decision',
  'gate.outcome',
  'gate.guardrail',
  'feature',
  'reason',
  'reason-without',
  'health',
  'health-advice',
  'finding',
  'data-finding',
  'data-advice',
  'data-severity',
  'run.step',
  'run.status',
  'run.trigger',
  'model.kind',
  'model.question',
  'model.status',
  'model.algorithm',
  'baseline',
  'metric',
  'fallback',
  'abstained',
  'seo.group',
  'role',
  'event',
  'ranker',
  'class',
  'ignored',
  'error',
  'http',
  'journal',
  'activity.kind',
  'activity.level',
  'processes.role',
] as const;

export type Family = (typeof FAMILIES)[number];
