/** Every limit and default of the plugin, by name. Configuration overrides those in `schema.ts`. */
export const LIMITS = {
  /** Bytes of one ingest body. */
  bodyBytes: 256 * 1024,
  /** Events in one ingest request. */
  eventsPerRequest: 500,
  /** Events waiting for their insert before new ones are refused with OVERLOADED. */
  bufferedEvents: 20_000,
  /** Bytes those may take, about: the same refusal. */
  bufferedBytes: 64 * 1024 * 1024,
  /**
   * Events in one insert transaction, by database, and how many such transactions are under way together. With more
   * events everybody only waits longer (docs/decisions/0028-storing-thread.md); SQLite has one writer.
   */
  eventsPerInsert: { sqlite: 500, postgres: 500 },
  insertsAtOnce: { sqlite: 1, postgres: 2 },
  /** Events read at one turn of the event loop, or one request where it brings more: a millisecond of single ones. */
  eventsPerTurn: 10,
  /** How long an event waits for others before it is inserted. */
  flushMs: 2,
  /** Published targets kept in memory to check events against. */
  knownTargets: 200_000,
  /** Addresses whose token bucket is kept in memory. */
  rateLimitSources: 50_000,
  /** User agents whose kind of device is kept in memory. */
  knownBrowsers: 1_000,
  /** Requests per source: a burst, then a steady rate. */
  rateLimitBurst: 200,
  rateLimitPerSecond: 20,
  /** Requests of browsers with one publishable key. */
  rateLimitKeyBurst: 5_000,
  rateLimitKeyPerSecond: 1_000,
  /** Events in quarantine: how many, how many bytes, how old; the oldest go first, so many at a time. */
  quarantinedEvents: 20_000,
  quarantinedBytes: 16 * 1024 * 1024,
  quarantineDays: 30,
  quarantineDeletedAtOnce: 1_000,
  /** Events kept between two looks at those limits. */
  quarantineUnseen: 500,
  /** Events of one network, and of all servers together, that the quarantine takes in an hour. */
  quarantinedPerSource: 500,
  quarantinedOfServers: 5_000,
  /** Different documents and addresses that it takes events of in an hour. */
  quarantinedTargets: 5_000,
  /** Events one step of a replay or a discard handles. */
  quarantineStep: 200,
  /** How long hours of reconciliation are kept. */
  intakeDays: 90,
  /** Events the live stream shows, and the newest ones that it looks for them among. */
  streamedEvents: 100,
  streamedAmong: 1_000,
  /** How exactly it is known when a key was used last. */
  keyUseMs: 10 * 60_000,
  /** Kinds of refusals that a process remembers, the latest ones. */
  recentRefusals: 50,
  /** Names of properties and of events that are in use, and of these first used by one network. */
  eventNames: 1_000,
  eventNamesPerSource: 50,
  /** Readers, and pairs of document and network, whose behaviour is kept in memory. */
  watchedReaders: 10_000,
  watchedShares: 50_000,
  /** The same for each caller of the REST API; `config.rateLimit` changes them. */
  apiRateBurst: 200,
  apiRatePerSecond: 50,
  /** Of these, what costs a worker thread (classify, what-if). */
  computeRateBurst: 20,
  computeRatePerSecond: 5,
  /** Callers whose token buckets are kept in memory. */
  apiCallers: 50_000,
  /** How far ahead of the server's clock an event may lie. */
  futureToleranceMs: 60_000,
  /** Dirty buckets one rollup transaction clears. */
  bucketsPerRollup: 200,
  /** Bytes of one artifact, and of one of its chunks. */
  artifactBytes: 32 * 1024 * 1024,
  artifactChunkBytes: 1024 * 1024,
  /** Versions kept per kind beside live and previous. */
  versionsKept: 5,
  /** Jobs waiting in the in-process queue. */
  queuedJobs: 1_000,
  /** Tasks of a thread that requests wait for; more are refused with OVERLOADED. */
  urgentTasks: 32,
  /** How long the recipes that are tried beside the live one may take, all of them together. */
  challengersMs: 5 * 60_000,
  /** How long a job may take before its thread is ended. */
  trainingMs: 30 * 60_000,
  taskMs: 60_000,
  /** Lease of a running job unless `jobs.leaseSeconds` says otherwise; renewed at a third of it. */
  leaseMs: 60_000,
  /** No lease may run longer; what ends later was written before the database's clock was set back. */
  longestLeaseMs: 600_000,
  /** Processes that may die over one run before it is given up. */
  runAttempts: 3,
  /** A night is caught up so long after it was due, when nobody has begun it. */
  nightGraceMs: 120_000,
  /** How often a process says that it lives, and for how long one not heard of stays on record. */
  beatMs: 5_000,
  processMemoryMs: 24 * 60 * 60_000,
  /** How often a process looks for what others have changed; with Redis it is told at once. */
  signalMs: 2_000,
  /** How long a request may go unanswered once it has arrived in full, whatever is away. */
  requestMs: 1_900,
  /** How long a start waits for the list of articles before it listens without. */
  warmUpMs: 5_000,
  /** How long a database that is asked whether it is there may take, and how often it is asked while it is not. */
  databasePingMs: 1_000,
  /** Entries of the journal: how old they get, how many there may be, and how many one statement deletes. */
  journalDays: 400,
  journalEntries: 100_000,
  journalDeletedAtOnce: 1_000,
  /** How long a request waits for Redis to take a job. */
  enqueueMs: 1_200,
  /** Redis is taken for away when it has not answered for this long, and asked for a sign of life this often. */
  redisAwayMs: 1_000,
  redisPingMs: 5_000,
  /** Jobs of one name left over in Redis that a start clears away. */
  leftoverJobs: 1_000,
  /** Raw events younger than this are never deleted, whatever `retention.rawDays` says. */
  leastRawDays: 1,
  /**
   * Raw events one transaction deletes, by database, and the pause after it in which others write. SQLite has one writer:
   * an editor's save waits for no more than such a transaction.
   */
  eventsPerDeletion: { sqlite: 100, postgres: 500 },
  deletionPauseMs: 20,
  /** How long deleting goes on before other work of its thread has a turn, and in one night. */
  deletionTurnMs: 10_000,
  deletionMs: 20 * 60_000,
  /** Visitors waiting to be erased. */
  openErasures: 100,
  /** Rounds of deleting and counting again of one visitor who goes on reading meanwhile. */
  erasureRounds: 10,
  /** How long after it was last taken up an erasure left open is taken up again. */
  erasureRetryMs: 60_000,
  /** How long it stays on record that somebody was erased, and how many of these one answer lists. */
  erasureDays: 400,
  listedErasures: 20,
  /** Articles and events of them that data checks look at, the newest first. */
  checkedArticles: 100,
  checkedEvents: 200_000,
  /** Bytes of a file of history unless `import.maxBytes` says otherwise, and of one slice of it on its way here. */
  importBytes: 2 * 1024 * 1024 * 1024,
  importSliceBytes: 4 * 1024 * 1024,
  /** Bytes of a file that are read at once, and of one row of it. */
  importChunkBytes: 32 * 1024,
  importRowBytes: 64 * 1024,
  /** Events of one transaction of an import, by database: on SQLite it holds the event loop for its length. */
  importEventsPerStep: { sqlite: 50, postgres: 500 },
  /** Rows after which an import notes where it is, however few events they brought. */
  importRowsPerStep: 2_000,
  /** Rows of one generation of ordinals: what an import reads again when it goes on. */
  importGeneration: 10_000,
  /** Rows a preview reads, and shows; bytes it reads at most. */
  importSampleRows: 1_000,
  importShownRows: 20,
  importSampleBytes: 4 * 1024 * 1024,
  /** Columns a preview names. */
  importColumns: 200,
  /** Examples of refused rows kept for each reason, and addresses counted that lead nowhere; of these so many are shown. */
  importExamples: 5,
  importUnmatched: 100,
  importUnmatchedShown: 20,
  /** Browsers whose user agents are kept in memory, read once. */
  importBrowsers: 5_000,
  /** How long a file that nobody imports is kept, and the salt of an import that does not end. */
  importFileDays: 7,
  /** How often a process looks for an import to go on with. */
  importLookMs: 5_000,
  /** Imports kept on record. */
  importsKept: 200,
  /** Items in one answer. */
  listItems: 100,
  /** Days of one article whose readers one answer describes. */
  readersDays: 400,
  /** Articles ranked in memory. */
  rankedArticles: 5_000,
  /** Explanations kept in memory. */
  cachedForecasts: 500,
  cachedWhatIfs: 200,
  /** Keys, settings and live model are read again after this long. */
  stalenessMs: 5_000,
} as const;
