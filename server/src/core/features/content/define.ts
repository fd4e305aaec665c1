import type { ContentFeature, ContentMeasures } from '../definition';

type Row = Pick<ContentFeature, 'name' | 'unit' | 'range' | 'formula'> & {
  readonly missing?: string;
  readonly compute: (content: ContentMeasures) => number | null;
};

/** A content feature: an editor can change it, and it speaks for itself. */
export const contentFeature = ({ missing = 'never', ...row }: Row): ContentFeature => ({
  ...row,
  group: 'content',
  missing,
  editable: true,
  reason: row.name,
});
