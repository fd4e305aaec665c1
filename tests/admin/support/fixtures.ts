import type {
  ArticleRow,
  Contest,
  DataFinding,
  JournalEntry,
  LiveProcess,
  ModelDetail,
  Measured,
  ModelSummary,
  Overview,
  ReportDetails,
  RunSummary,
  Settings,
  VersionComparison,
} from '../../../server/src/contracts/admin';

export const liveRanker: ModelSummary = {
  id: 'm3',
  modelVersion: 'ranker-3',
  kind: 'ranker',
  versionNumber: 3,
  status: 'live',
  alias: 'live',
  algorithm: 'forest',
  trainedAt: '2026-11-22T03:00:00.000Z',
  asOf: '2026-11-22T03:00:00.000Z',
  promotedAt: '2026-11-22T03:01:00.000Z',
  retiredAt: null,
  rows: 400,
  articles: 100,
  artifactBytes: 123_456,
  decisionCode: 'refresh-ok',
  decisionValues: { articles: 60, model: 0.41, live: 0.42 },
  decision: 'in English',
  headline: { metric: 'rmse', model: 0.41, baseline: 0.5, better: 'lower' },
};

const score = (name: 'model' | 'site-level', rmse: number) => ({ name, rmse, spearman: 0.4, ndcgAt10: 0.6 });

const around = (value: number, half: number): Measured => ({ value, low: value - half, high: value + half });

/** The first's error against the second's, the difference certain or not. */
const contestOf = (model: number, guess: number, half: number): Contest => ({
  articles: 60,
  rows: 120,
  model: { rmse: around(model, 0.02), spearman: around(0.6, 0.1), ndcgAt10: around(0.8, 0.05) },
  guess: { rmse: around(guess, 0.02), spearman: around(0.5, 0.1), ndcgAt10: around(0.7, 0.05) },
  difference: { rmse: around(model - guess, half), spearman: around(0.1, 0.05), ndcgAt10: around(0.1, 0.05) },
});

const WEEK = 7 * 86_400_000;
const FIRST_WEEK = Date.UTC(2026, 9, 1);

export const reportDetails: ReportDetails = {
  overall: contestOf(0.41, 0.5, 0.02),
  ages: [0, 24].map((ageHours) => ({
    ageHours,
    ...contestOf(0.41, 0.5, 0.02),
    halfWithin: { model: 1.6, guess: 1.9 },
    bins: [4, 5, 6].map((log) => ({ rows: 20, predicted: log, actual: around(log + 0.05, 0.2) })),
    reliability: {
      rows: 60,
      inside: ageHours === 0 ? { value: 0.75, low: 0.66, high: 0.84 } : { value: 0.9, low: 0.82, high: 0.95 },
      below: 0.05,
      above: ageHours === 0 ? 0.2 : 0.05,
      width: 1.2,
    },
  })),
  categories: [
    { name: 'Harbour', ...contestOf(0.4, 0.5, 0.02) },
    { name: 'Bread', ...contestOf(0.5, 0.49, 0.1) },
    { name: null, ...contestOf(0.4, 0.5, 0.2) },
  ],
  locales: [],
  periods: Array.from({ length: 8 }, (_, week) => ({
    from: FIRST_WEEK + week * WEEK,
    until: FIRST_WEEK + (week + 1) * WEEK,
    articles: 8,
    rmse: around(0.4 + 0.01 * week, 0.1),
    guess: 0.5,
  })),
  trend: around(0.02, 0.1),
  learning: {
    points: [25, 50, 75, 100].map((articles, step) => ({
      share: articles / 100,
      articles,
      rmse: around(0.5 - 0.03 * step, 0.05),
      fitted: 0.5 - 0.03 * step,
    })),
    gain: around(0.07, 0.04),
    verdict: 'helps',
    nextArticles: 160,
  },
  importance: [
    { feature: 'titleWords', growth: around(0.12, 0.05) },
    { feature: 'field.mood', growth: around(0.03, 0.05) },
  ],
};

export const rankerDetail: ModelDetail = {
  ...liveRanker,
  recipeHash: 'r',
  recipe: { algorithm: 'forest', nEstimators: 100 },
  lineage: { rows: 400 },
  gate: {
    recipes: [
      { algorithm: 'forest', role: 'incumbent', rmse: 0.41, spearman: 0.4, ndcgAt10: 0.6, outcome: 'kept' },
      { algorithm: 'boosting', role: 'challenger', rmse: 0.42, spearman: 0.4, ndcgAt10: 0.6, outcome: 'not-better' },
    ],
    guardrails: [
      { name: 'bias', broken: false, value: 0.02, live: 0.01, limit: 0.2 },
      { name: 'slope', broken: false, value: 1.02, live: 1, limit: 1.4 },
      { name: 'coverage', broken: false, value: 0.9, live: 0.91, limit: 0.8 },
      { name: 'size', broken: false, value: 3_000_000, live: 2_900_000, limit: 11_600_000 },
      { name: 'latency', broken: false, value: 0.02, live: 0.02, limit: 0.1 },
      { name: 'top-changed', broken: true, value: 8, live: null, limit: 7 },
    ],
    damage: null,
  },
  text: null,
  ranker: {
    horizonDays: 7,
    closedLabels: 100,
    neededLabels: 60,
    origins: 8,
    articles: 60,
    overall: [score('model', 0.41), score('site-level', 0.5)],
    byAge: [0, 24].map((ageHours) => ({
      ageHours,
      rows: 60,
      scores: [score('model', 0.41), score('site-level', 0.5)],
      coverage: 0.9,
      width: 1.2,
    })),
    importance: [
      { feature: 'titleWords', share: 0.3 },
      { feature: 'field.mood', share: 0.1 },
    ],
    points: [{ title: 'One', documentId: 'd1', expected: 100, actual: 120 }],
    details: reportDetails,
  },
  findings: [],
};

/** ranker-3 beside ranker-2 on what both have judged. */
export const comparison: VersionComparison = {
  first: liveRanker,
  second: { ...liveRanker, id: 'm2', modelVersion: 'ranker-2', versionNumber: 2, status: 'retired', alias: 'previous' },
  obstacle: null,
  contest: {
    overall: contestOf(0.45, 0.5, 0.02),
    ages: [0, 24].map((ageHours) => ({ ageHours, ...contestOf(0.45, 0.5, 0.02) })),
  },
};

export const textDetail: ModelDetail = {
  ...liveRanker,
  id: 't1',
  modelVersion: 'topic-1',
  kind: 'topic',
  algorithm: 'linear-svm',
  headline: { metric: 'macroF1', model: 0.7, baseline: 0.1, better: 'higher' },
  recipeHash: 'r',
  recipe: {},
  lineage: {},
  findings: null,
  gate: null,
  ranker: null,
  text: {
    documents: 100,
    classes: [{ label: 'Food', documents: 50, f1: 0.8, terms: ['bread', 'salt'] }],
    testDocuments: 30,
    accuracy: 0.75,
    macroF1: 0.7,
    auc: null,
    logLoss: 0.6,
    baseline: { accuracy: 0.2, macroF1: 0.1, auc: null, logLoss: 1.7 },
    algorithms: [
      { name: 'linear-svm', macroF1: 0.7, logLoss: 0.6, chosen: true },
      { name: 'complement-nb', macroF1: 0.6, logLoss: 0.8, chosen: false },
    ],
  },
};

export const run: RunSummary = {
  runId: 'r1',
  job: 'nightly',
  trigger: 'cron',
  requestedBy: null,
  status: 'succeeded',
  queuedAt: '2026-11-22T03:00:00.000Z',
  startedAt: '2026-11-22T03:00:00.000Z',
  finishedAt: '2026-11-22T03:01:30.000Z',
  durationMs: 90_000,
  rows: 400,
  progress: null,
  attempts: 1,
  heldBy: 'site-a 4711',
  outcomes: [
    {
      kind: 'ranker',
      modelVersion: 'ranker-3',
      decisionCode: 'refresh-ok',
      decisionValues: { articles: 60, model: 0.41, live: 0.42 },
      decision: 'in English',
      promoted: true,
      findings: [],
    },
  ],
  error: null,
};

/** An article judged at 24 h against a range from half to one and a half times of what was expected. */
export const surprise = (actual: number, expected: number): ArticleRow['surprise'] => ({
  verdict: actual > 1.5 * expected ? 'over' : actual < 0.5 * expected ? 'under' : 'as-expected',
  tooEarly: null,
  ageHours: 24,
  actual,
  expected,
  low: 0.5 * expected,
  high: 1.5 * expected,
  factor: (actual + 1) / (expected + 1),
  since: actual > 1.5 * expected || actual < 0.5 * expected ? '2026-11-03T12:00:00.000Z' : null,
  sinceAgeHours: actual > 1.5 * expected || actual < 0.5 * expected ? 6 : null,
});

export const tooEarly = (why: NonNullable<ArticleRow['surprise']['tooEarly']>): ArticleRow['surprise'] => ({
  verdict: 'too-early',
  tooEarly: why,
  ageHours: null,
  actual: null,
  expected: null,
  low: null,
  high: null,
  factor: null,
  since: null,
  sinceAgeHours: null,
});

export const article: ArticleRow = {
  documentId: 'd1',
  contentType: 'api::article.article',
  locale: 'en',
  title: 'Bread without kneading',
  firstPublishedAt: '2026-11-20T18:00:00.000Z',
  ageHours: 30,
  expectation: { expectedViews: 200, low: 100, high: 400 },
  viewsSoFar: 240,
  closed: false,
  surprise: surprise(241, 120),
};

export const overview: Overview = {
  health: { status: 'healthy', code: 'healthy', values: { models: 2 } },
  findings: [{ code: 'silent', level: 'warning', values: { hours: 30 } }],
  today: { views: 120, visitors: 80, events: 200, expectedViews: 100 },
  totals: { events: 60_000, articles: 300, closedLabels: 280, neededLabels: 60, enoughAt: null },
  models: [
    { kind: 'ranker', live: liveRanker },
    { kind: 'topic', live: null },
    { kind: 'performance-text', live: null },
  ],
  lastRun: run,
  nextRun: '2026-11-23T03:00:00.000Z',
  traffic: Array.from({ length: 9 }, (_, i) => ({ day: `2026-11-1${i}`, views: 100 + i, expected: 100 })),
  top: [article],
  flop: [],
  curvesMissing: null,
  timeZone: 'Europe/Berlin',
  horizonDays: 7,
};

export const settings: Settings = {
  active: true,
  activeByConfig: true,
  timeZone: 'Europe/Berlin',
  horizonDays: 7,
  weights: { view: 1, click: 0 },
  schedule: { rollup: '*/2 * * * *', nightly: '0 3 * * *', nextNightly: '2026-11-23T02:00:00.000Z' },
  ranker: { algorithm: 'forest', nEstimators: 100 },
  watched: [
    {
      uid: 'api::article.article',
      displayName: 'Article',
      articles: 300,
      roles: {
        title: 'title',
        body: ['intro', 'body'],
        description: null,
        slug: 'slug',
        category: 'category',
        author: null,
        tags: null,
      },
      url: '/blog/:slug',
    },
  ],
  ignored: [{ uid: 'api::page.page', displayName: 'Page', reason: 'no-draft-and-publish' }],
  keys: [
    {
      id: 'k1',
      name: 'Main site',
      key: 'fs_pub_0123456789abcdef',
      createdAt: '2026-11-01T00:00:00.000Z',
      revokedAt: null,
      expiresAt: null,
      lastUsedAt: '2026-11-22T08:00:00.000Z',
      origins: [],
      fromConfig: false,
    },
  ],
  ingestPath: '/api/foresight/events',
};

const entry = (id: string, over: Partial<JournalEntry>): JournalEntry => ({
  id,
  at: '2026-11-22T09:00:00.000Z',
  kind: 'incident',
  level: 'warning',
  code: 'redis-away',
  actor: null,
  subject: null,
  detail: {},
  endedAt: null,
  ...over,
});
const audit = (id: string, code: JournalEntry['code'], over: Partial<JournalEntry> = {}) =>
  entry(id, { kind: 'audit', level: 'info', code, actor: 'editor@example.com', ...over });

/** One entry of every code, with the values the server gives it. */
export const journal: readonly JournalEntry[] = [
  audit('a1', 'promoted', { subject: 'ranker-3', detail: { from: 'ranker-2' } }),
  audit('a2', 'promoted', { subject: 'topic-1', detail: { from: '' } }),
  audit('a3', 'rolled-back', { subject: 'ranker-2', detail: { from: 'ranker-3' } }),
  audit('a4', 'switched-off'),
  audit('a5', 'switched-on'),
  audit('a6', 'key-created', { subject: 'Main site' }),
  audit('a7', 'key-revoked', { subject: 'Main site' }),
  audit('a8', 'exported', { subject: 'ranker-3', detail: { from: '' } }),
  audit('a9', 'imported', { subject: 'ranker-4', detail: { from: 'ranker-12' } }),
  audit('a10', 'training-started', { subject: 'nightly-1' }),
  audit('a11', 'training-forced', { subject: 'nightly-2' }),
  audit('a12', 'recomputed', { detail: { from: '2026-11-01T00:00:00.000Z', to: '2026-11-08T00:00:00.000Z' } }),
  entry('i1', {
    code: 'job-failed',
    level: 'danger',
    subject: 'rollup',
    detail: { job: 'r:1', tries: 3, why: 'no space' },
  }),
  entry('i2', {
    subject: 'web 41',
    detail: { redis: '10.0.0.7:6379', why: 'ECONNREFUSED' },
    endedAt: '2026-11-22T09:00:42.000Z',
  }),
  entry('i3', {
    code: 'database-away',
    level: 'danger',
    subject: 'web 41',
    detail: { error: 'ECONNREFUSED' },
    endedAt: '2026-11-22T11:05:00.000Z',
  }),
  entry('i4', {
    code: 'worker-died',
    level: 'danger',
    subject: 'training',
    detail: { task: 'train', error: 'out of memory' },
  }),
  entry('i5', { code: 'clock-jumped', subject: 'web 41', detail: { seconds: -3600 } }),
  entry('i6', { code: 'clock-differs', subject: 'web 41', detail: { seconds: 90 } }),
  entry('i7', { code: 'clock-differs', subject: 'gone 7', detail: { seconds: 1 } }),
  entry('i8', { code: 'bytes-damaged', level: 'danger', subject: 'ranker-3', detail: { instead: '' } }),
  entry('i9', { code: 'run-taken-over', subject: 'nightly-1', detail: { attempt: 2, process: 'web 40' } }),
  entry('i10', { code: 'run-given-up', level: 'danger', subject: 'nightly-1', detail: { attempt: 3, process: '' } }),
  entry('i12', { code: 'training-blocked', subject: 'nightly-1', detail: { kind: 'ranker', findings: 'one-visitor' } }),
  entry('i11', { code: 'process-lost', subject: 'web 40' }),
];

export const processes: readonly LiveProcess[] = [
  { id: 'p1', host: 'web', pid: 41, role: 'site', version: '0.1.0', startedAt: '2026-11-20T09:00:00.000Z', self: true },
  {
    id: 'p2',
    host: 'jobs',
    pid: 7,
    role: 'worker',
    version: '0.2.0',
    startedAt: '2026-11-21T09:00:00.000Z',
    self: false,
  },
];

const found = (
  code: DataFinding['code'],
  severity: DataFinding['severity'],
  values: DataFinding['values'],
  more: Partial<DataFinding> = {}
): DataFinding => ({ code, severity, overridable: severity === 'blocking', values, columns: [], entry: null, ...more });

/** One of every finding, with the values the checks give it; those that say two things, twice. */
export const findings: readonly DataFinding[] = [
  found('too-few-labels', 'blocking', { needed: 60, got: 12, missing: 48, by: '2026-12-24T10:00:00.000Z' }),
  found('too-few-labels', 'blocking', { needed: 60, got: 0, missing: 60, by: '' }),
  found('nothing-counted', 'blocking', { labels: 80, unread: 80, share: 1 }, { overridable: false }),
  found('mostly-unread', 'warning', { labels: 80, unread: 70, share: 0.875 }),
  found(
    'one-article',
    'warning',
    { share: 0.62, title: 'Bread' },
    { entry: { contentType: 'api::article.article', documentId: 'd1', locale: 'en', title: 'Bread' } }
  ),
  found('level-shift', 'warning', { now: 12, then: 96, side: 'down' }),
  found('labels-lost', 'warning', { lost: 14, labels: 90, days: 3.5 }),
  found('suspected-outage', 'warning', { days: 2, latest: '2026-11-02T00:00:00.000Z', labels: 9, share: 0.1 }),
  found('repeated-events', 'blocking', { share: 0.31, repeats: 310, views: 1_000, articles: 100 }),
  found('one-visitor', 'blocking', { share: 0.7, views: 700, articles: 100 }),
  found('events-ahead', 'warning', { events: 1, articles: 100 }),
  found('shifted-clock', 'blocking', { hours: 2, side: 'before', articles: 40 }),
  found('shifted-clock', 'warning', { hours: 1, side: 'after', articles: 40 }),
  found('views-before-publication', 'warning', { share: 0.12, views: 120, articles: 100 }),
  found('missing-text', 'warning', {
    ...{ part: 'text', share: 0.6, articles: 50, contentType: 'api::article.article', locale: '' },
  }),
  found(
    'constant-columns',
    'info',
    { count: 7, articles: 120 },
    {
      columns: ['titleHasColon', 'slugWords', 'textVersion', 'earlyCustoms', 'field.mood', 'images'],
    }
  ),
  found('column-stands-still', 'blocking', { share: 0.2, articles: 50 }, { columns: ['textWords'] }),
  found('leaking-column', 'warning', { strength: 0.97 }, { columns: ['field.hits'] }),
  found('suspicious-column', 'warning', { strength: 0.84 }, { columns: ['field.buzz'] }),
];

/** A run that trained no ranker for what was found. */
export const blockedRun: RunSummary = {
  ...run,
  runId: 'r2',
  status: 'failed',
  error: { code: 'DATA_BLOCKED', message: 'in English' },
  outcomes: [
    {
      kind: 'ranker',
      modelVersion: null,
      decisionCode: 'failed',
      decisionValues: { code: 'DATA_BLOCKED', message: 'in English' },
      decision: 'in English',
      promoted: false,
      findings: findings.filter(({ code }) => code === 'one-visitor' || code === 'leaking-column'),
    },
  ],
};
