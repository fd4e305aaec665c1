import type { WorldCategory } from './article';

export interface WorldCategoryEntry {
  readonly slug: WorldCategory;
  readonly name: string;
  /** One line. */
  readonly description: string;
  /** CSS hex colour of the section. */
  readonly colour: string;
}

export const categories: readonly WorldCategoryEntry[] = [
  {
    slug: 'food',
    name: 'Food',
    description: 'Kitchens, stalls, ovens and the people who feed Port Alder.',
    colour: '#c2410c',
  },
  {
    slug: 'travel',
    name: 'Travel',
    description: 'Days out, nights away and slow ways around the region.',
    colour: '#0369a1',
  },
  {
    slug: 'health',
    name: 'Health',
    description: 'Moving, sleeping and staying well, without grand promises.',
    colour: '#be185d',
  },
  {
    slug: 'technology',
    name: 'Technology',
    description: 'Useful machines, honest software and those who mend them.',
    colour: '#4338ca',
  },
  {
    slug: 'culture',
    name: 'Culture',
    description: 'Stages, workshops, songs and stories from both sides of the bridge.',
    colour: '#a16207',
  },
  {
    slug: 'environment',
    name: 'Environment',
    description: 'Shore, river, hedge and sky, and how they are faring.',
    colour: '#15803d',
  },
];
