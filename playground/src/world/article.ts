/** The six sections of the magazine; `categories.ts` says what each is called. */
export type WorldCategory = 'food' | 'travel' | 'health' | 'technology' | 'culture' | 'environment';

/** One article of "Harbour & Hill", the fictional magazine of the demo. All of it is invented. */
export interface WorldArticle {
  readonly slug: string;
  readonly title: string;
  /** Search and teaser text; empty where the editor forgot it. */
  readonly description: string;
  readonly category: WorldCategory;
  /** Name from world/authors.ts. */
  readonly author: string;
  /** 2-4 names from world/tags.ts. */
  readonly tags: readonly string[];
  /** Markdown. */
  readonly body: string;
  /** How many of the generated images its body/gallery shows, 0-4. */
  readonly images: number;
}
