import type { ContentSchema, ContentSchemas } from '../../core/content';

type Schema = ContentSchema & { readonly options?: { readonly privateAttributes?: unknown } | undefined };

/**
 * Strapi keeps an attribute out of its answers for one of three reasons: it is `private` itself, its schema names it in
 * `options.privateAttributes`, or the application does, for every schema, in `api.responses.privateAttributes`. Here the
 * last two are made the first, which is what extraction looks at.
 *
 * @param everywhere names of attributes that are private in every schema.
 */
export const withPrivateMarks = (schemas: ContentSchemas, everywhere: unknown): ContentSchemas =>
  Object.fromEntries(Object.entries(schemas).map(([uid, schema]) => [uid, marked(schema, namesOf(everywhere))]));

function marked(schema: Schema, everywhere: readonly string[]): ContentSchema {
  const names = [...everywhere, ...namesOf(schema.options?.privateAttributes)].filter((name) =>
    Object.hasOwn(schema.attributes, name)
  );
  if (names.length === 0) return schema;
  const attributes = { ...schema.attributes };
  for (const name of names) attributes[name] = { ...schema.attributes[name]!, private: true };
  return { ...schema, attributes };
}

const namesOf = (given: unknown): readonly string[] =>
  Array.isArray(given) ? given.filter((name) => typeof name === 'string') : [];
