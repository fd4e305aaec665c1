import type { AttributeSchema, ContentSchema, ContentSchemas } from '../content';

/**
 * A type's schema and those its entries are read with, as plain data that a thread can be sent: components however
 * deep, and what the type's own relations point to, whose names are read but nothing behind them.
 *
 * @param known Schemas by uid, as Strapi holds them, with functions and all.
 */
export function reachedSchemas(type: ContentSchema, known: ContentSchemas): ContentSchemas {
  const reached: Record<string, ContentSchema> = {};
  const waiting = [type];
  const wait = (uids: readonly (string | undefined)[]): void => {
    for (const uid of uids) {
      const schema = uid === undefined || uid in reached ? undefined : known[uid];
      if (schema !== undefined) waiting.push(schema);
    }
  };

  for (let schema = waiting.pop(); schema; schema = waiting.pop()) {
    reached[schema.uid] = plain(schema);
    for (const { component, components = [] } of Object.values(schema.attributes)) wait([component, ...components]);
  }
  for (const { target } of Object.values(type.attributes)) {
    const schema = target === undefined ? undefined : known[target];
    if (schema !== undefined) reached[schema.uid] ??= plain(schema);
  }
  return reached;
}

const plain = ({ uid, attributes }: ContentSchema): ContentSchema => ({
  uid,
  attributes: Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => [name, plainAttribute(attribute)])
  ),
});

/** What reading an entry asks of an attribute. */
const plainAttribute = ({ type, component, components, target, customField, private: hidden }: AttributeSchema) => ({
  type,
  component,
  components,
  target,
  customField,
  private: hidden,
});
