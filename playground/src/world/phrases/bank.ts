/**
 * What one category contributes to a generated article.
 *
 * Slots in braces are filled per sentence: `subject` and `place` are fixed for the article, `detail` and `deed` come
 * from this bank, `person`, `day`, `season` and `number` from the shared one. The first letter of a sentence is
 * capitalised after filling, so a slot may open it.
 */
export interface PhraseBank {
  /** Singular nouns that take "the". */
  readonly subjects: readonly string[];
  /** Singular noun phrases with their article. */
  readonly details: readonly string[];
  /** Gerund phrases. */
  readonly deeds: readonly string[];
  /** First sentences: they name the subject and the place. */
  readonly openings: readonly string[];
  /** Middle sentences, good in any order. */
  readonly sentences: readonly string[];
  readonly quotes: readonly string[];
  readonly headings: readonly string[];
  readonly listItems: readonly string[];
  readonly closings: readonly string[];
  readonly tags: readonly string[];
}
