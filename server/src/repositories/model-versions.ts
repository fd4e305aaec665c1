import type { Knex } from 'knex';

import { CoreError } from '../core/errors';
import type { GateReport } from '../core/evaluate/gate/report';
import type { RankerReport, TextReport } from '../core/evaluate/report';
import type { DataFinding } from '../core/features/data-checks/finding';
import { orderedId } from './strapi-columns';
import { TABLES } from './tables';
import { fromColumn, toColumn } from './time';

export const MODEL_KINDS = ['ranker', 'topic', 'performance-text'] as const;
export type ModelKind = (typeof MODEL_KINDS)[number];
export type ModelStatus = 'candidate' | 'live' | 'retired' | 'bytes-missing';

/** One number to compare with the simple guess, on later data. */
export interface Headline {
  readonly metric: 'rmse' | 'spearman' | 'macroF1' | 'auc';
  readonly model: number | null;
  readonly baseline: number | null;
  readonly better: 'lower' | 'higher';
}

/** Why a version went live or not: a code with its values for translation, and the English sentence. */
export interface Decision {
  readonly code: string;
  readonly values: Readonly<Record<string, string | number>>;
  readonly sentence: string;
}

/** The column `metrics`. Lists read only its first two parts. */
export interface ModelMetrics {
  readonly headline: Headline | null;
  readonly decisionValues: Decision['values'];
  /** Left out by versions made before there was one, and by text models. */
  readonly gate?: GateReport | null;
  readonly ranker: RankerReport | null;
  readonly text: TextReport | null;
  /** What was found in the data it was trained on; null where nothing was looked at, absent in older versions. */
  readonly findings?: readonly DataFinding[] | null;
}

export interface ModelVersionRecord {
  readonly id: string;
  readonly kind: ModelKind;
  readonly versionNumber: number;
  readonly modelVersion: string;
  readonly status: ModelStatus;
  readonly algorithm: string;
  readonly recipeHash: string;
  readonly lineage: Readonly<Record<string, unknown>>;
  readonly artifactChecksum: string;
  readonly artifactBytes: number;
  readonly decision: Decision;
  readonly headline: Headline | null;
  readonly asOf: number;
  readonly trainedAt: number;
  readonly promotedAt: number | null;
  readonly retiredAt: number | null;
  readonly trainingRunId: string | null;
}

export interface NewModelVersion {
  readonly kind: ModelKind;
  readonly algorithm: string;
  readonly recipe: Readonly<Record<string, unknown>>;
  readonly recipeHash: string;
  readonly metrics: ModelMetrics;
  readonly lineage: Readonly<Record<string, unknown>>;
  readonly artifactChecksum: string;
  readonly artifactBytes: number;
  readonly decision: Decision;
  readonly asOf: number;
  readonly trainedAt: number;
  readonly trainingRunId: string | null;
}

/** What a change of status writes; anything left out stays. */
export interface ModelVersionChange {
  readonly status?: ModelStatus;
  readonly decision?: Decision;
  readonly promotedAt?: number;
  readonly retiredAt?: number | null;
  readonly artifactBytes?: number;
}

/** Versions of one kind that a list shows. */
const LISTED_VERSIONS = 100;
/** How often a number taken meanwhile by another process is tried anew. */
const NUMBER_ATTEMPTS = 5;

/** `ranker-12`: what people, predictions and chunks call a version. */
export const nameOf = (kind: ModelKind, versionNumber: number): string => `${kind}-${versionNumber}`;

/**
 * Insert a candidate under the next number of its kind. The unique index is the referee between processes:
 * whoever comes second takes the number after.
 */
export async function insertModelVersion(
  trx: Knex,
  version: NewModelVersion
): Promise<{ id: string; modelVersion: string }> {
  const { kind } = version;
  const now = toColumn(trx, version.trainedAt);
  for (let attempt = 0; attempt < NUMBER_ATTEMPTS; attempt++) {
    const [top] = await trx(TABLES.modelVersions).where({ kind }).max({ number: 'version_number' });
    const versionNumber = Number(top?.number ?? 0) + 1;
    const id = orderedId(version.trainedAt);
    const made: unknown[] = await trx(TABLES.modelVersions)
      .insert({
        document_id: id,
        created_at: now,
        updated_at: now,
        published_at: now,
        kind,
        version_number: versionNumber,
        status: 'candidate',
        algorithm: version.algorithm,
        recipe: JSON.stringify(version.recipe),
        recipe_hash: version.recipeHash,
        metrics: JSON.stringify(version.metrics),
        lineage: JSON.stringify(version.lineage),
        artifact_checksum: version.artifactChecksum,
        artifact_bytes: version.artifactBytes,
        decision_code: version.decision.code,
        decision: version.decision.sentence,
        as_of: toColumn(trx, version.asOf),
        trained_at: now,
        training_run_id: version.trainingRunId,
      })
      .onConflict(['kind', 'version_number'])
      .ignore()
      .returning('id');
    if (made.length === 1) return { id, modelVersion: nameOf(kind, versionNumber) };
  }
  throw new CoreError('ALREADY_RUNNING', {
    expected: `a free version number of ${kind}`,
    got: 'others registering too',
  });
}

/** Newest first, without a kind of all kinds; a live one is never cut off, however long it has been live. */
export async function listModelVersions(knex: Knex, kind?: ModelKind): Promise<ModelVersionRecord[]> {
  const query = knex(TABLES.modelVersions)
    .orderByRaw("case when status = 'live' then 0 else 1 end")
    .orderBy('id', 'desc')
    .limit(LISTED_VERSIONS)
    .select(columns(knex));
  if (kind !== undefined) query.where({ kind });
  return ((await query) as Row[])
    .map(toRecord)
    .sort((a, b) => b.trainedAt - a.trainedAt || b.versionNumber - a.versionNumber);
}

export async function findModelVersion(knex: Knex, id: string): Promise<ModelVersionRecord | null> {
  const row: Row | undefined = await knex(TABLES.modelVersions).where('document_id', id).first(columns(knex));
  return row ? toRecord(row) : null;
}

/** By its name: a kind and its number. */
export async function findByNumber(
  knex: Knex,
  kind: ModelKind,
  versionNumber: number
): Promise<ModelVersionRecord | null> {
  const row: Row | undefined = await knex(TABLES.modelVersions)
    .where({ kind, version_number: versionNumber })
    .first(columns(knex));
  return row ? toRecord(row) : null;
}

/** Id of a version that has exactly these bytes, and has them still. */
export async function findByChecksum(knex: Knex, kind: ModelKind, checksum: string): Promise<string | null> {
  const row: { document_id: string } | undefined = await knex(TABLES.modelVersions)
    .where({ kind, artifact_checksum: checksum })
    .where('artifact_bytes', '>', 0)
    .first('document_id');
  return row?.document_id ?? null;
}

export async function findLiveVersion(knex: Knex, kind: ModelKind): Promise<ModelVersionRecord | null> {
  const row: Row | undefined = await knex(TABLES.modelVersions)
    .where({ kind, status: 'live' })
    .orderBy('version_number', 'desc')
    .first(columns(knex));
  return row ? toRecord(row) : null;
}

/** The parts only a detail page needs. */
export async function readModelReport(
  knex: Knex,
  id: string
): Promise<{ recipe: Record<string, unknown>; metrics: ModelMetrics } | null> {
  const row: { recipe: unknown; metrics: unknown } | undefined = await knex(TABLES.modelVersions)
    .where('document_id', id)
    .first('recipe', 'metrics');
  return row ? { recipe: fromJson(row.recipe), metrics: fromJson(row.metrics) } : null;
}

export async function changeModelVersion(
  trx: Knex,
  id: string,
  change: ModelVersionChange,
  now: number
): Promise<void> {
  const { status, decision, promotedAt, retiredAt, artifactBytes } = change;
  await trx(TABLES.modelVersions)
    .where('document_id', id)
    .update({
      updated_at: toColumn(trx, now),
      ...(status === undefined ? {} : { status }),
      ...(promotedAt === undefined ? {} : { promoted_at: toColumn(trx, promotedAt) }),
      ...(retiredAt === undefined ? {} : { retired_at: retiredAt === null ? null : toColumn(trx, retiredAt) }),
      ...(artifactBytes === undefined ? {} : { artifact_bytes: artifactBytes }),
    });
  if (decision !== undefined) await changeDecision(trx, id, decision);
}

async function changeDecision(trx: Knex, id: string, decision: Decision): Promise<void> {
  const report = await readModelReport(trx, id);
  if (report === null) return;
  const metrics = JSON.stringify({ ...report.metrics, decisionValues: decision.values });
  await trx(TABLES.modelVersions)
    .where('document_id', id)
    .update({ decision_code: decision.code, decision: decision.sentence, metrics });
}

type Row = Record<string, unknown>;

const COLUMNS = [
  'document_id',
  'kind',
  'version_number',
  'status',
  'algorithm',
  'recipe_hash',
  'lineage',
  'artifact_checksum',
  'artifact_bytes',
  'decision_code',
  'decision',
  'as_of',
  'trained_at',
  'promoted_at',
  'retired_at',
  'training_run_id',
] as const;

/** `->` reads one part of a JSON column alike on SQLite (3.38) and PostgreSQL; reports stay in the database. */
const columns = (knex: Knex) => [
  ...COLUMNS,
  knex.raw(`metrics -> 'headline' as headline`),
  knex.raw(`metrics -> 'decisionValues' as decision_values`),
];

function toRecord(row: Row): ModelVersionRecord {
  const kind = row.kind as ModelKind;
  const versionNumber = Number(row.version_number);
  return {
    id: String(row.document_id),
    kind,
    versionNumber,
    modelVersion: nameOf(kind, versionNumber),
    status: row.status as ModelStatus,
    algorithm: String(row.algorithm),
    recipeHash: String(row.recipe_hash),
    lineage: fromJson(row.lineage),
    artifactChecksum: String(row.artifact_checksum),
    artifactBytes: Number(row.artifact_bytes),
    decision: {
      code: String(row.decision_code),
      values: fromJson(row.decision_values) ?? {},
      sentence: String(row.decision),
    },
    headline: fromJson(row.headline),
    asOf: fromColumn(row.as_of) ?? 0,
    trainedAt: fromColumn(row.trained_at) ?? 0,
    promotedAt: fromColumn(row.promoted_at),
    retiredAt: fromColumn(row.retired_at),
    trainingRunId: row.training_run_id === null ? null : String(row.training_run_id),
  };
}

/** JSON columns come back as text on SQLite and parsed on PostgreSQL. */
const fromJson = <T>(value: unknown): T => (typeof value === 'string' ? JSON.parse(value) : value) as T;
