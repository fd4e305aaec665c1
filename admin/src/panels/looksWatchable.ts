import { isWatchable, type ContentSchema, type ContentSchemas } from '../../../server/src/core/content';

/**
 * Whether a type would be watched by default, told from its fields alone. The content manager's schemas are wider than
 * what `core/content` reads of them, and the same where it reads.
 */
export const looksWatchable = (schema: object | undefined, components: object): boolean =>
  schema !== undefined && isWatchable(schema as ContentSchema, components as ContentSchemas).watchable;
