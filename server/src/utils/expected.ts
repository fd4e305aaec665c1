import type { z } from 'zod';
import type { z as z4 } from 'zod/v4';

/** What a value that did not fit its schema should have been, to be read after "expected". */
export function expectedOf(issue: z.ZodIssue | z4.core.$ZodIssue | undefined): string {
  if (issue === undefined) return 'another value';
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'record' ? 'object' : issue.expected;
    case 'invalid_literal':
      return String(issue.expected);
    case 'unrecognized_keys':
      return 'only known fields';
    case 'invalid_enum_value':
      return `one of ${issue.options.join(', ')}`;
    case 'invalid_value':
      return issue.values.length === 1 ? String(issue.values[0]) : `one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return `at least ${issue.minimum}${unitOf(issue)}`;
    case 'too_big':
      return `at most ${issue.maximum}${unitOf(issue)}`;
    case 'invalid_key':
      return `a name of ${expectedOf(issue.issues[0])}`;
    default:
      return issue.message;
  }
}

type Bounded = { readonly type: string } | { readonly origin: string };

const unitOf = (issue: Bounded): string => {
  const what = 'type' in issue ? issue.type : issue.origin;
  return what === 'string' ? ' characters' : what === 'array' ? ' entries' : '';
};
