import type { z } from 'zod';

/** What a value that did not fit its schema should have been, to be read after "expected". */
export function expectedOf(issue: z.ZodIssue | undefined): string {
  if (issue === undefined) return 'another value';
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected;
    case 'invalid_literal':
      return String(issue.expected);
    case 'unrecognized_keys':
      return 'only known fields';
    case 'invalid_enum_value':
      return `one of ${issue.options.join(', ')}`;
    case 'too_small':
      return `at least ${issue.minimum}${unitOf(issue.type)}`;
    case 'too_big':
      return `at most ${issue.maximum}${unitOf(issue.type)}`;
    default:
      return issue.message;
  }
}

const unitOf = (type: string): string => (type === 'string' ? ' characters' : type === 'array' ? ' entries' : '');
