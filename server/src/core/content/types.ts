/** The part of a Strapi content type or component schema that is read here. */
export interface ContentSchema {
  readonly uid: string;
  readonly kind?: string | undefined;
  readonly options?: { readonly draftAndPublish?: boolean | undefined } | undefined;
  readonly pluginOptions?: Readonly<Record<string, unknown>> | undefined;
  readonly attributes: Readonly<Record<string, AttributeSchema>>;
}

export interface AttributeSchema {
  readonly type: string;
  readonly component?: string | undefined;
  readonly components?: readonly string[] | undefined;
  readonly repeatable?: boolean | undefined;
  readonly target?: string | undefined;
  readonly relation?: string | undefined;
  readonly multiple?: boolean | undefined;
  readonly customField?: string | undefined;
  readonly private?: boolean | undefined;
}

/** Component schemas by uid; also the targets of relations, where their title field is needed. */
export type ContentSchemas = Readonly<Record<string, ContentSchema>>;

/** Which attribute plays which role. */
export interface FieldRoles {
  readonly title: string;
  /** Attributes that carry the text, in the order of the schema. */
  readonly body: readonly string[];
  readonly description: string | null;
  readonly slug: string | null;
  readonly category: string | null;
  readonly author: string | null;
  readonly tags: string | null;
  readonly image: string | null;
  /** Component with a meta title and a meta description. */
  readonly seo: string | null;
}

/** One piece of content, in reading order; `field` is the path it came from, such as "sections.2.text". */
export type ContentBlock =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string; readonly field: string }
  | { readonly kind: 'paragraph' | 'quote' | 'code'; readonly text: string; readonly field: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly string[]; readonly field: string }
  | { readonly kind: 'image'; readonly alt: string | null; readonly url: string; readonly field: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string; readonly field: string };

export type HeadingBlock = Extract<ContentBlock, { kind: 'heading' }>;
export type ImageBlock = Extract<ContentBlock, { kind: 'image' }>;
export type LinkBlock = Extract<ContentBlock, { kind: 'link' }>;

/** An entry as learning and SEO checks read it, whatever its fields are made of. */
export interface ExtractedContent {
  readonly title: string;
  readonly description: string | null;
  readonly slug: string | null;
  /** Plain text of all body fields; blocks are separated by an empty line. */
  readonly text: string;
  readonly blocks: readonly ContentBlock[];
  readonly headings: readonly HeadingBlock[];
  readonly links: readonly LinkBlock[];
  readonly images: readonly ImageBlock[];
  readonly category: string | null;
  readonly author: string | null;
  readonly tags: readonly string[];
  readonly seo: { readonly metaTitle: string | null; readonly metaDescription: string | null } | null;
  /** Empty string where the type is not localized. */
  readonly locale: string;
}
