export { extractContent } from './extract';
export { populateFor } from './populate';
export { detectFieldRoles, isWatchable, type UnwatchableReason } from './roles';
export type {
  AttributeSchema,
  ContentBlock,
  ContentSchema,
  ContentSchemas,
  ContentSchemas as ComponentSchemas,
  ExtractedContent,
  FieldRoles,
} from './types';
export * from './measures';
