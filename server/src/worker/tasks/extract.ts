import { type EntryToRead, readContent, type ReadContent } from '../../core/publication/read-content';

/** Reads an entry's text and measures it: milliseconds for an article, far longer for a book. Needs no database. */
export const extractTask = async (entry: EntryToRead): Promise<ReadContent> => readContent(entry);
