/** The `populate` argument that loads all that extraction reads, and nothing more. */
import { CONTENT_LIMITS } from './limits';
import type { AttributeSchema, ContentSchema, ContentSchemas, FieldRoles } from './types';

export type Populate = {
  [attribute: string]: true | { populate?: Populate; on?: { [component: string]: { populate?: Populate } | true } };
};

const componentPopulate = (uid: string | undefined, schemas: ContentSchemas, depth: number): Populate => {
  const component = uid === undefined ? undefined : schemas[uid];
  if (component === undefined || depth > CONTENT_LIMITS.depth) return {};
  return Object.fromEntries(
    Object.entries(component.attributes).flatMap(([name, attribute]) => {
      const inner = attributePopulate(attribute, schemas, depth + 1);
      return inner === null || attribute.type === 'relation' || attribute.private === true ? [] : [[name, inner]];
    })
  );
};

const withInner = (populate: Populate): true | { populate: Populate } =>
  Object.keys(populate).length === 0 ? true : { populate };

const attributePopulate = (
  attribute: AttributeSchema,
  schemas: ContentSchemas,
  depth: number
): Populate[string] | null => {
  switch (attribute.type) {
    case 'media':
    case 'relation':
      return true;
    case 'component':
      return withInner(componentPopulate(attribute.component, schemas, depth));
    case 'dynamiczone':
      return {
        on: Object.fromEntries(
          (attribute.components ?? []).map((uid) => [uid, withInner(componentPopulate(uid, schemas, depth))])
        ),
      };
    default:
      return null;
  }
};

/** @returns An object for `strapi.documents(uid).findOne({ populate })`. */
export const populateFor = (schema: ContentSchema, schemas: ContentSchemas, roles: FieldRoles): Populate => {
  const media = Object.entries(schema.attributes)
    .filter(([, attribute]) => attribute.type === 'media' && attribute.private !== true)
    .map(([name]) => name);
  const read = [...roles.body, roles.category, roles.author, roles.tags, roles.image, roles.seo, ...media];
  return Object.fromEntries(
    [...new Set(read)].flatMap((name) => {
      const attribute = name === null ? undefined : schema.attributes[name];
      const populate =
        attribute === undefined ? null : name === roles.seo ? true : attributePopulate(attribute, schemas, 0);
      return name === null || populate === null ? [] : [[name, populate]];
    })
  );
};
