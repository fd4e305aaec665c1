import { defineCheck } from '../define-check';

/** What an editor knows an image by. */
const fileName = (url: string): string =>
  url.startsWith('data:') ? '' : (url.split(/[?#]/, 1)[0]?.split('/').pop() ?? '');

export const altTexts = defineCheck({
  id: 'alt-texts',
  group: 'images',
  impact: 3,
  title: 'Descriptions of images',
  messages: {
    good: 'Every image has a description.',
    missing:
      '{missing, plural, one {One image has} other {# images have}} no description. Say in a few words what can be seen, for readers who can’t see it.',
    'no-images': 'There are no images to look at.',
  },
  judge({ content: { images }, roles }) {
    const bare = images.filter(({ alt }) => alt === null);
    const first = bare[0];
    if (images.length === 0) return { status: 'unknown', says: 'no-images', field: roles.image };
    if (first === undefined) return { status: 'good', says: 'good', field: images[0]?.field ?? null };
    return {
      status: 'problem',
      says: 'missing',
      values: { missing: bare.length },
      evidence: fileName(first.url),
      field: first.field,
    };
  },
});
