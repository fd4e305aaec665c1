/**
 * Begins the hash of the network of a reader who agreed to be known by an id. Beside such events, only those of servers
 * can have a visitor who is the same on every day: by the two, the events one can be asked about are found, and nobody
 * pays for an index over all the others.
 */
export const AGREED_MARK = 'agreed-';

/** Tells nobody anything: that a reader agreed says the site itself, with every event. */
export const agreedSource = (hash: string): string => AGREED_MARK + hash;
