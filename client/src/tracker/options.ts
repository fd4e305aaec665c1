/** What a site tells the tracker. On the script tag each is a `data-` attribute of that name (`data-visitor-id`). */
export interface TrackerOptions {
  /** Where events go: `https://cms.example.org/api/foresight/events`. The script tag knows it by its own address. */
  readonly url: string;
  /** A publishable key. */
  readonly key: string;
  /** Locale of what the page shows, unless the page says so itself. */
  readonly locale?: string | undefined;
  /** Its content type, needed while several types are watched. */
  readonly contentType?: string | undefined;
  /** Signals of the browser at which nothing is sent: "gpc dnt" (the default), "gpc", "dnt" or "none". */
  readonly honor?: string | undefined;
  /** Who reads, the same on every day; used only together with `consent`. */
  readonly visitorId?: string | undefined;
  /** The reader has agreed to be known by `visitorId`; "true" in the tag. */
  readonly consent?: boolean | string | undefined;
}
