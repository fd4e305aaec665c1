import { CATALOG } from './catalog';
import type { SnapshotState } from './definition';
import type { ContentFeatures, ContentSnapshot } from './types';

/** Prefix of numeric attributes of a site's own content type: "field.readingLevel". */
export const FIELD_PREFIX = 'field.';
/** Most such columns in one matrix. */
export const MAX_FIELD_COLUMNS = 32;

/** Columns of a matrix over these snapshots: the catalog, then the numeric attributes found, by name. */
export function columnsOf(snapshots: Iterable<ContentSnapshot>): string[] {
  const fields = new Set<string>();
  for (const { features } of snapshots) {
    for (const name of Object.keys(features)) {
      if (name.startsWith(FIELD_PREFIX) && features[name] !== null) fields.add(name);
    }
  }
  return [...CATALOG.map(({ name }) => name), ...[...fields].sort().slice(0, MAX_FIELD_COLUMNS)];
}

/** How one cell is filled, by column name. A name nobody knows is missing everywhere, as an unknown attribute is. */
export type ColumnReader = (state: SnapshotState) => number;

export function columnReaders(columns: readonly string[]): ColumnReader[] {
  const catalog = new Map(CATALOG.map((feature) => [feature.name, feature]));
  return columns.map((name) => {
    const feature = catalog.get(name);
    if (feature && feature.group !== 'content') return feature.compute;
    return ({ snapshot }) => stored(snapshot.features, name);
  });
}

const stored = (features: ContentFeatures, name: string): number => features[name] ?? NaN;
