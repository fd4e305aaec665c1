/**
 * What the admin pages read and send. Admin routes have no /api and no /admin prefix: GET /foresight/overview.
 * Types only: the server shapes these, the admin draws them.
 */
import type { FieldRoles, UnwatchableReason } from '../core/content';
import type { VersionContest } from '../core/evaluate/compare-versions';
import type { GateReport } from '../core/evaluate/gate/report';
import type { RankerReport, TextReport } from '../core/evaluate/report';
import type { CurvesMissing } from '../core/expectation/enough-curves';
import type { QuarantineReason } from '../core/events/quarantine-reasons';
import type { CurvePoint, Forecast, OutlookPoint, Reason, Source, SurpriseAnswer } from './common';
import type { DataFinding } from '../core/features/data-checks/finding';
import type { ReadersOf, ReadersOfDay } from '../core/rollup';

export type { VersionContest } from '../core/evaluate/compare-versions';
export type { DataFinding } from '../core/features/data-checks/finding';
export type { GateReport } from '../core/evaluate/gate/report';
export type { RankerReport, RankerScore, TextReport } from '../core/evaluate/report';
export type {
  AgeDetails,
  Contest,
  GroupDetails,
  LearningCurve,
  Measured,
  Measures,
  PeriodDetails,
  ReasonImportance,
  ReportDetails,
} from '../core/evaluate/report-details';

export type ModelKind = 'ranker' | 'topic' | 'performance-text';
export type ModelStatus = 'candidate' | 'live' | 'retired' | 'bytes-missing';
/** ISO 8601, UTC. */
export type Instant = string;

/** What a version is to its kind: the one that serves, the one a roll back leads to, the newest that could go live. */
export type ModelAlias = 'live' | 'previous' | 'candidate';

export interface ModelSummary {
  readonly id: string;
  /** Such as "ranker-12". */
  readonly modelVersion: string;
  readonly kind: ModelKind;
  readonly versionNumber: number;
  readonly status: ModelStatus;
  readonly alias: ModelAlias | null;
  readonly algorithm: string;
  readonly trainedAt: Instant;
  readonly asOf: Instant;
  readonly promotedAt: Instant | null;
  readonly retiredAt: Instant | null;
  readonly rows: number;
  readonly articles: number;
  readonly artifactBytes: number;
  /** Why it went live or not. `decision` is the English sentence, `decisionCode` its translation key with values. */
  readonly decisionCode: string;
  readonly decisionValues: Readonly<Record<string, string | number>>;
  readonly decision: string;
  /** One number to compare with the simple guess, on later data: e.g. { metric: 'rmse', model: .51, baseline: .6 }. */
  readonly headline: {
    readonly metric: 'rmse' | 'spearman' | 'macroF1' | 'auc';
    readonly model: number | null;
    readonly baseline: number | null;
    readonly better: 'lower' | 'higher';
  } | null;
}

/** POST /foresight/models/import */
export interface ImportAnswer {
  readonly data: ModelSummary;
  /** `isNew` false: the very same model was here already. */
  readonly meta: { readonly isNew: boolean };
}

export interface ModelDetail extends ModelSummary {
  readonly recipeHash: string;
  readonly recipe: Readonly<Record<string, unknown>>;
  readonly lineage: Readonly<Record<string, unknown>>;
  /** How the gate came to its decision; null for text models, and for versions made before it was kept. */
  readonly gate: GateReport | null;
  readonly ranker: RankerReport | null;
  readonly text: TextReport | null;
  /** What was found in the data it was trained on; null where nothing was looked at. */
  readonly findings: readonly DataFinding[] | null;
}

/** GET /foresight/models/:id/compare/:other: two rankers on the articles both have judged. */
export interface VersionComparison {
  readonly first: ModelSummary;
  readonly second: ModelSummary;
  /** Why there is nothing to compare: a classifier, bytes that are gone, another horizon or other weights. */
  readonly obstacle: 'other-kind' | 'bytes-gone' | 'other-target' | null;
  /** In it `model` is the first and `guess` the second version; null with an obstacle. */
  readonly contest: VersionContest | null;
}

export interface RunProgress {
  /** Translation key suffix: 'queued','reading','features','evaluating','fitting','text','registering','scoring','done'. */
  readonly step: string;
  readonly done: number;
  readonly total: number;
}

export interface RunSummary {
  readonly runId: string;
  readonly job: string;
  readonly trigger: 'cron' | 'manual' | 'catch-up' | 'import';
  readonly requestedBy: string | null;
  readonly status: 'queued' | 'running' | 'succeeded' | 'failed' | 'interrupted' | 'skipped';
  readonly queuedAt: Instant;
  readonly startedAt: Instant | null;
  readonly finishedAt: Instant | null;
  readonly durationMs: number | null;
  readonly rows: number | null;
  readonly progress: RunProgress | null;
  /** Processes that have begun it; above 1 it was taken over from one that died. */
  readonly attempts: number;
  /** Host and number of the process that has or had it. */
  readonly heldBy: string | null;
  /** One line per kind: what became of it. */
  readonly outcomes: readonly {
    readonly kind: ModelKind;
    readonly modelVersion: string | null;
    readonly decisionCode: string;
    readonly decisionValues: Readonly<Record<string, string | number>>;
    readonly decision: string;
    readonly promoted: boolean;
    /** What was found in its data, the gravest first. */
    readonly findings: readonly DataFinding[];
  }[];
  readonly error: { readonly code: string; readonly message: string } | null;
}

export interface ArticleRow {
  readonly documentId: string;
  readonly contentType: string;
  readonly locale: string;
  readonly title: string;
  readonly firstPublishedAt: Instant;
  readonly ageHours: number;
  /** What was expected at first publication (age 0 h) over the horizon, with its 90 % range; null when nothing was. */
  readonly expectation: { readonly expectedViews: number; readonly low: number; readonly high: number } | null;
  /** Views so far within the horizon (all of it once closed). */
  readonly viewsSoFar: number;
  readonly closed: boolean;
  /** Where it stands by its latest complete age. */
  readonly surprise: SurpriseAnswer;
}

/** GET /foresight/overview */
export interface Overview {
  /** `values` fill the message `overview.health.<code>`. */
  readonly health: {
    readonly status: 'healthy' | 'learning' | 'degraded' | 'off';
    readonly code: string;
    readonly values: Readonly<Record<string, string | number>>;
  };
  readonly findings: readonly {
    readonly code: string;
    readonly level: 'info' | 'warning' | 'danger';
    readonly values: Readonly<Record<string, string | number>>;
  }[];
  readonly today: {
    readonly views: number;
    readonly visitors: number;
    readonly events: number;
    /** mean of the same weekday, up to this hour, in the last four weeks; null without history */ readonly expectedViews:
      number | null;
  };
  readonly totals: {
    readonly events: number;
    readonly articles: number;
    readonly closedLabels: number;
    readonly neededLabels: number;
    /** When the first model can be expected at the present pace; null when there are enough, or nothing is published. */
    readonly enoughAt: Instant | null;
  };
  readonly models: readonly { readonly kind: ModelKind; readonly live: ModelSummary | null }[];
  readonly lastRun: RunSummary | null;
  readonly nextRun: Instant | null;
  /** Whole site, by site day, oldest first, last 60 days at most. `label` is yyyy-mm-dd in the site's time zone. */
  readonly traffic: readonly { readonly day: string; readonly views: number; readonly expected: number | null }[];
  /** Above the range of what was expected by now, strongest first; and those below it. At most five each. */
  readonly top: readonly ArticleRow[];
  readonly flop: readonly ArticleRow[];
  /** Why there can be neither yet: closed articles still missing, and about when there will be enough. */
  readonly curvesMissing: CurvesMissing | null;
  readonly timeZone: string;
  readonly horizonDays: number;
}

/** GET /foresight/articles?page&pageSize&sort&search&locale&performance */
export interface ArticlesPage {
  readonly data: readonly ArticleRow[];
  readonly meta: {
    readonly pagination: {
      readonly page: number;
      readonly pageSize: number;
      readonly pageCount: number;
      readonly total: number;
    };
    /** Locales that have articles, for the filter. */
    readonly locales: readonly string[];
    readonly curvesMissing: CurvesMissing | null;
    readonly horizonDays: number;
  };
}

/** GET /foresight/models?kind */
export type ModelsAnswer = { readonly data: readonly ModelSummary[] };
/** GET /foresight/runs?page&pageSize */
export type RunsAnswer = {
  readonly data: readonly RunSummary[];
  readonly meta: Pick<ArticlesPage['meta'], 'pagination'>;
};
/** POST /foresight/train -> 202; GET /foresight/runs/:runId for progress */
export type TrainAnswer = { readonly data: RunSummary };

/** GET /foresight/panel/:contentType/:documentId?locale= : the saved draft (or published entry) as the panel shows it. */
export interface Panel {
  readonly watched: boolean;
  readonly locale: string;
  /** 'draft': never published in this locale; 'published': it is. */
  readonly state: 'draft' | 'published';
  readonly firstPublishedAt: Instant | null;
  readonly forecast: Forecast | null;
  readonly reasons: readonly Reason[];
  readonly source: Source;
  /** When forecast is null: how many more published articles with a closed first week are needed. */
  readonly missingLabels: number | null;
  /** Suggested categories, best first; empty when it abstains. */
  readonly topics: readonly { readonly label: string; readonly probability: number }[];
  readonly currentCategory: string | null;
  /** Median views of the site's and locale's closed articles over the horizon: where the usual lies. */
  readonly usualViews: number | null;
  /** Views at each counted age it has reached, and now; only for published ones. */
  readonly came: readonly { readonly ageHours: number; readonly views: number }[];
  /** Against what was expected at publication, and what is still likely; empty for drafts and while too early. */
  readonly curve: readonly CurvePoint[];
  readonly outlook: readonly OutlookPoint[];
  readonly surprise: SurpriseAnswer | null;
  readonly curvesMissing: CurvesMissing | null;
  /** For SEO checks in the browser. */
  readonly seo: {
    readonly siteHosts: readonly string[];
    readonly otherTitles: readonly string[];
    readonly language: string;
  };
  /** Which field plays which part, as the server reads it (configuration included). */
  readonly roles?: FieldRoles;
}

/**
 * GET /foresight/articles/:contentType/:documentId/readers?locale&from&to : who read it on these days of the site.
 * Anonymous visitors get another hash every day: whoever comes on two days counts twice. Engaged time and scroll depth are
 * those of one reader on one day.
 */
export interface ReadersAnswer {
  readonly data: ReadersOf & {
    /** Days with readers, oldest first, as yyyy-mm-dd, and the views of each by how the reader came. */
    readonly days: readonly (Pick<ReadersOfDay, 'views' | 'sources'> & { readonly day: string })[];
    /** Readers by the deepest tenth of the page they saw. */
    readonly depths: readonly number[];
  };
  readonly meta: {
    /** Empty where the article is not in the list of articles. */
    readonly title: string;
    /** yyyy-mm-dd, both included. */
    readonly from: string;
    readonly to: string;
    readonly timeZone: string;
    /** One standard error of `visitors`, as a share. */
    readonly visitorsError: number;
    /** Largest errors of engaged times, as a share, and of scroll depths. */
    readonly engagedError: number;
    readonly scrollError: number;
  };
}

/** POST /foresight/recompute { from, to } -> 202; GET /foresight/recompute: the latest one, or null. */
export interface Recompute {
  /** Whole UTC hours: from <= hour < to. */
  readonly from: Instant;
  readonly to: Instant;
  readonly requestedBy: string;
  readonly requestedAt: Instant;
  /** 'interrupted': its process died; what was marked is counted all the same, the rest when it is asked for again. */
  readonly status: 'queued' | 'running' | 'interrupted' | 'done';
  /** Hours of articles marked so far; sealed ones are left alone. */
  readonly markedHours: number;
  /** Hours that wait to be counted, those of readers just now included. */
  readonly waitingHours: number;
  readonly finishedAt: Instant | null;
}

/** GET /foresight/settings ; PUT /foresight/settings { active } */
export interface Settings {
  readonly active: boolean;
  /** False when `config.active` forbids it: the switch is then disabled. */
  readonly activeByConfig: boolean;
  readonly timeZone: string;
  readonly horizonDays: number;
  readonly weights: Readonly<Record<string, number>>;
  readonly schedule: { readonly rollup: string; readonly nightly: string; readonly nextNightly: Instant | null };
  readonly ranker: Readonly<Record<string, string | number>>;
  readonly watched: readonly {
    readonly uid: string;
    readonly displayName: string;
    readonly articles: number;
    readonly roles: {
      readonly title: string;
      readonly body: readonly string[];
      readonly description: string | null;
      readonly slug: string | null;
      readonly category: string | null;
      readonly author: string | null;
      readonly tags: string | null;
    };
    readonly url: string | null;
  }[];
  readonly ignored: readonly {
    readonly uid: string;
    readonly displayName: string;
    /** 'not-named': configuration names the types, and not this one. */
    readonly reason: UnwatchableReason | 'not-named';
  }[];
  readonly keys: readonly PublishableKey[];
  readonly ingestPath: string;
}
export interface PublishableKey {
  readonly id: string;
  readonly name: string;
  readonly key: string;
  /** null for keys of the configuration. */
  readonly createdAt: Instant | null;
  readonly revokedAt: Instant | null;
  /** The end of the time it has left since it was rotated; null when it was not. */
  readonly expiresAt: Instant | null;
  /** When events came with it last, to ten minutes; null when that is not known. */
  readonly lastUsedAt: Instant | null;
  /** Origins whose pages may send events with it, such as "https://site.example"; empty = any. */
  readonly origins: readonly string[];
  /** Keys of the configuration can't be changed here, and are for any origin. */
  readonly fromConfig: boolean;
}
/** POST /foresight/keys { name, origins }; PUT /foresight/keys/:id { name, origins } */
export type KeyAnswer = { readonly data: PublishableKey };
/** POST /foresight/keys/:id/rotate { graceHours }: the new key, and the old one, which is taken for that long. */
export type RotateAnswer = { readonly data: PublishableKey; readonly meta: { readonly old: PublishableKey } };

/** Why an event waits in quarantine; the admin has words for each. */
export type { QuarantineReason } from '../core/events/quarantine-reasons';

/** GET /foresight/quarantine?reason&documentId&url&from&to&page&pageSize: what waits, the newest first. */
export interface QuarantinedEvent {
  readonly id: string;
  readonly reason: QuarantineReason;
  /** What its sender was told. */
  readonly code: string;
  readonly got: string;
  readonly expected: string;
  readonly type: string;
  readonly contentType: string | null;
  readonly documentId: string | null;
  readonly locale: string | null;
  /** Path on the site, without host and query. */
  readonly url: string | null;
  /** Hash of the network it came from, of that day; null for a server's. */
  readonly source: string | null;
  /** 'server': it came with a token. */
  readonly lane: 'browser' | 'server';
  readonly occurredAt: Instant;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  /** How often it was sent. */
  readonly times: number;
}
export type QuarantineAnswer = {
  readonly data: readonly QuarantinedEvent[];
  readonly meta: Pick<ArticlesPage['meta'], 'pagination'>;
};

/** GET /foresight/quarantine/reasons: how many wait for what, and how much the quarantine holds. */
export interface QuarantineReasonsAnswer {
  readonly data: readonly {
    readonly reason: QuarantineReason;
    readonly events: number;
    readonly oldestAt: Instant;
    readonly newestAt: Instant;
  }[];
  readonly meta: {
    readonly events: number;
    readonly bytes: number;
    readonly maxEvents: number;
    readonly maxBytes: number;
    readonly keptDays: number;
  };
}

/** POST /foresight/quarantine/replay and /discard { ids } or { filter, after }: one step; more while `next` is not null. */
export interface QuarantineStep {
  readonly accepted: number;
  /** Had arrived again meanwhile, so they count already. */
  readonly duplicate: number;
  /** Something still stands against them. */
  readonly waiting: number;
  readonly discarded: number;
  /** To be sent as `after` for the next step; null at the end. */
  readonly next: string | null;
}
export type QuarantineStepAnswer = { readonly data: QuarantineStep };

/** What became of events that arrived; the last three are of what waited in quarantine before. */
export interface IntakeTotals {
  readonly received: number;
  readonly accepted: number;
  readonly duplicate: number;
  readonly quarantined: number;
  readonly rejected: number;
  /** accepted + duplicate + quarantined + rejected = received; each is counted for itself. */
  readonly balanced: boolean;
  readonly replayed: number;
  readonly discarded: number;
  /** Let go because they were too old or too many. */
  readonly dropped: number;
}

/** GET /foresight/intake?hours: reconciliation, the newest hour first; hours in which nothing came are left out. */
export interface IntakeAnswer {
  readonly data: {
    readonly totals: IntakeTotals;
    readonly hours: readonly (IntakeTotals & { readonly hour: Instant })[];
    readonly reasons: readonly {
      readonly outcome: 'quarantined' | 'rejected';
      /** A reason of the quarantine, or a code of docs/errors.md. */
      readonly reason: string;
      readonly count: number;
    }[];
  };
}

/** What somebody changed, and what happened; the admin has a sentence for each. */
export type AuditCode =
  | 'promoted'
  | 'rolled-back'
  | 'switched-on'
  | 'switched-off'
  | 'key-created'
  | 'key-revoked'
  | 'key-rotated'
  | 'key-changed'
  | 'quarantine-replayed'
  | 'quarantine-discarded'
  | 'exported'
  | 'imported'
  | 'training-started'
  | 'training-forced'
  | 'recomputed'
  | 'visitor-exported'
  | 'visitor-erasure-asked'
  | 'visitor-erased'
  | 'import-started'
  | 'import-cancelled'
  | 'import-undone';
export type IncidentCode =
  | 'job-failed'
  | 'redis-away'
  | 'database-away'
  | 'worker-died'
  | 'clock-jumped'
  | 'clock-differs'
  | 'bytes-damaged'
  | 'run-taken-over'
  | 'run-given-up'
  | 'process-lost'
  | 'training-blocked';

/** GET /foresight/journal?kind&page&pageSize: who changed what, and what happened, newest first. */
export interface JournalEntry {
  readonly id: string;
  readonly at: Instant;
  /** 'audit': somebody changed something. 'incident': something happened. */
  readonly kind: 'audit' | 'incident';
  readonly level: 'info' | 'warning' | 'danger';
  /** Names the message `journal.<code>`, filled with `subject` and `detail`. */
  readonly code: string;
  /** E-mail of who did it; null when nobody did. */
  readonly actor: string | null;
  readonly subject: string | null;
  readonly detail: Readonly<Record<string, string | number | boolean | null>>;
  /** When something that lasted was over; null while it lasts, and for what does not last. */
  readonly endedAt: Instant | null;
}
export type JournalAnswer = {
  readonly data: readonly JournalEntry[];
  readonly meta: Pick<ArticlesPage['meta'], 'pagination'>;
};

/** GET /foresight/processes: those alive, oldest first. */
export interface LiveProcess {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  /** 'site' answers requests; 'worker' only does jobs. */
  readonly role: 'site' | 'worker';
  readonly version: string;
  readonly startedAt: Instant;
  /** The one that answers this question. */
  readonly self: boolean;
}
export type ProcessesAnswer = { readonly data: readonly LiveProcess[] };
