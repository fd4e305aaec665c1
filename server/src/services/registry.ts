import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { LIMITS } from '../config/defaults';
import type { ModelDetail, ModelSummary } from '../contracts/admin';
import { artifactChecksum } from '../core/artifact';
import { CoreError } from '../core/errors';
import { decisionByHand } from '../core/evaluate';
import { checksumOfChunks, removeChunks, writeChunks } from '../repositories/artifact-chunks';
import { lockLease } from '../repositories/leases';
import {
  changeModelVersion,
  findLiveVersion,
  findModelVersion,
  insertModelVersion,
  listModelVersions,
  MODEL_KINDS,
  readModelReport,
  type Decision,
  type ModelKind,
  type ModelVersionRecord,
  type NewModelVersion,
} from '../repositories/model-versions';
import { getService } from '../utils/get-service';
import type { HeldLease } from './lease';
import { previousLive, versionsToPrune } from './registry-decisions';

export interface NewVersion extends Omit<NewModelVersion, 'artifactChecksum' | 'artifactBytes' | 'trainedAt'> {
  readonly artifact: Uint8Array;
}

export interface PromoteOptions {
  /** Who asked; null for the nightly job, which keeps the decision of its gate. */
  readonly by: string | null;
  /** The promotion is refused when this lease is lost. */
  readonly held?: HeldLease;
}

interface Held {
  readonly version: ModelVersionRecord | null;
  readonly readAt: number;
}

/**
 * Model versions: candidate -> live -> retired. One version per kind is live; its bytes are checked before it becomes so.
 * Kept: live, the one before it, and the last LIMITS.versionsKept of each kind; of older ones the row stays (its
 * metrics and lineage are history) and the bytes go (`artifactBytes` 0), so they can't go live again.
 *
 * State: which version is live, per kind. Source: model_versions. Staleness: LIMITS.stalenessMs, none after a promotion here.
 */
export const registry = ({ strapi }: { strapi: Core.Strapi }) => {
  const knex = () => strapi.db.getConnection() as Knex;
  const held = new Map<ModelKind, Promise<Held>>();

  const inTransaction = <T>(work: (trx: Knex) => Promise<T>): Promise<T> =>
    strapi.db.transaction(({ trx }) => work(trx as unknown as Knex)) as Promise<T>;

  const forget = () => {
    held.clear();
    getService(strapi, 'articles').forget();
  };

  const readLive = async (kind: ModelKind): Promise<Held> => ({
    version: await findLiveVersion(knex(), kind),
    readAt: performance.now(),
  });

  const found = async (id: string, connection: Knex = knex()): Promise<ModelVersionRecord> => {
    const version = await findModelVersion(connection, id);
    if (version === null) throw new CoreError('NOT_FOUND', { expected: 'the id of a model version', got: id });
    return version;
  };

  /** Whether all bytes are there and undamaged. */
  const isIntact = async (connection: Knex, { modelVersion, artifactChecksum: expected }: ModelVersionRecord) =>
    (await checksumOfChunks(connection, modelVersion))?.checksum === expected;

  const markMissing = ({ id }: ModelVersionRecord) =>
    changeModelVersion(knex(), id, { status: 'bytes-missing', artifactBytes: 0 }, Date.now());

  /** Swap in one transaction; null when the bytes are missing or damaged. */
  const swap = (
    id: string,
    decision: Decision | null,
    lease: HeldLease | undefined
  ): Promise<ModelVersionRecord | null> =>
    inTransaction(async (trx) => {
      const version = await found(id, trx);
      await lockLease(trx, `promote:${version.kind}`);
      if (lease !== undefined) await getService(strapi, 'lease').assertHeld(trx, lease);
      if (!(await isIntact(trx, version))) return null;
      const now = Date.now();
      const before = await findLiveVersion(trx, version.kind);
      if (before?.id === version.id) return version;
      if (before !== null) await changeModelVersion(trx, before.id, { status: 'retired', retiredAt: now }, now);
      const change = {
        status: 'live',
        promotedAt: now,
        retiredAt: null,
        ...(decision === null ? {} : { decision }),
      } as const;
      await changeModelVersion(trx, id, change, now);
      return found(id, trx);
    });

  const makeLive = async (id: string, decision: Decision | null, lease?: HeldLease): Promise<ModelSummary> => {
    const version = await found(id);
    if (version.artifactBytes === 0) throw notPromotable(version);
    const live = await swap(id, decision, lease).finally(forget);
    if (live !== null) {
      // By hand: no night follows that scores anew. Until then lists answer from the version before.
      if (decision !== null) await getService(strapi, 'queue').enqueue('rescore', {}, { dedupeKey: 'rescore' });
      return toSummary(live);
    }
    await markMissing(version);
    throw notPromotable(version);
  };

  /** Drop the bytes of versions nobody goes back to. */
  const prune = async (kind: ModelKind): Promise<void> => {
    const old = versionsToPrune(await listModelVersions(knex(), kind));
    const now = Date.now();
    await inTransaction(async (trx) => {
      for (const { id, modelVersion, retiredAt } of old) {
        await removeChunks(trx, [modelVersion]);
        await changeModelVersion(trx, id, { status: 'retired', artifactBytes: 0, retiredAt: retiredAt ?? now }, now);
      }
    });
  };

  return {
    /**
     * Keep a trained model as a candidate, row and bytes in one transaction. Never makes it live.
     *
     * @throws {CoreError} ARTIFACT_TOO_LARGE; LEASE_LOST when the run was taken over meanwhile.
     */
    async register({ artifact, ...version }: NewVersion, lease?: HeldLease): Promise<ModelSummary> {
      if (artifact.length > LIMITS.artifactBytes) {
        throw new CoreError('ARTIFACT_TOO_LARGE', {
          expected: `at most ${LIMITS.artifactBytes} bytes`,
          got: `${artifact.length}`,
        });
      }
      const record: NewModelVersion = {
        ...version,
        artifactChecksum: artifactChecksum(artifact),
        artifactBytes: artifact.length,
        trainedAt: Date.now(),
      };
      const made = await inTransaction(async (trx) => {
        if (lease !== undefined) await getService(strapi, 'lease').assertHeld(trx, lease);
        const { id, modelVersion } = await insertModelVersion(trx, record);
        await writeChunks(trx, modelVersion, artifact);
        return found(id, trx);
      });
      await prune(version.kind);
      return toSummary(made);
    },

    /** The live version of a kind, or null while the baseline answers. */
    async live(kind: ModelKind): Promise<ModelSummary | null> {
      const before = await held.get(kind);
      if (before === undefined || performance.now() - before.readAt > LIMITS.stalenessMs)
        held.set(kind, readLive(kind));
      const now = held.get(kind);
      try {
        const version = (await now)?.version ?? null;
        return version === null ? null : toSummary(version);
      } catch (error) {
        held.delete(kind);
        throw error;
      }
    },

    async list(kind?: ModelKind): Promise<ModelSummary[]> {
      return (await listModelVersions(knex(), kind)).map(toSummary);
    },

    /** @throws {CoreError} NOT_FOUND */
    async detail(id: string): Promise<ModelDetail> {
      const version = await found(id);
      const report = await readModelReport(knex(), id);
      return {
        ...toSummary(version),
        recipe: report?.recipe ?? {},
        lineage: version.lineage,
        ranker: report?.metrics.ranker ?? null,
        text: report?.metrics.text ?? null,
      };
    },

    /** @throws {CoreError} NOT_FOUND; NOT_PROMOTABLE when bytes are missing or damaged; LEASE_LOST. */
    promote(id: string, { by, held: lease }: PromoteOptions): Promise<ModelSummary> {
      return makeLive(id, by === null ? null : decisionByHand('promoted', by), lease);
    },

    /** Make the version that was live before the present one live again. @throws {CoreError} NOTHING_TO_ROLL_BACK, NOT_PROMOTABLE */
    async rollBack(kind: ModelKind, { by }: { by: string }): Promise<ModelSummary> {
      const versions = await listModelVersions(knex(), kind);
      const target = previousLive(versions);
      if (target === null) {
        throw new CoreError('NOTHING_TO_ROLL_BACK', { expected: `an earlier ${kind} that was live`, got: 'none' });
      }
      return makeLive(target.id, decisionByHand('restored', by));
    },

    /** After an import or a transfer the rows are there and the bytes are not: such a version must not stay live. */
    async verifyLive(): Promise<void> {
      for (const kind of MODEL_KINDS) {
        const live = await findLiveVersion(knex(), kind);
        if (live === null || (await isIntact(knex(), live))) continue;
        await markMissing(live);
        strapi.log.error(
          `[foresight] the bytes of ${live.modelVersion} are missing or damaged: the baseline answers instead`
        );
      }
      forget();
    },
  };
};

export const toSummary = (version: ModelVersionRecord): ModelSummary => ({
  id: version.id,
  modelVersion: version.modelVersion,
  kind: version.kind,
  versionNumber: version.versionNumber,
  status: version.status,
  algorithm: version.algorithm,
  trainedAt: toInstant(version.trainedAt),
  asOf: toInstant(version.asOf),
  promotedAt: version.promotedAt === null ? null : toInstant(version.promotedAt),
  retiredAt: version.retiredAt === null ? null : toInstant(version.retiredAt),
  rows: Number(version.lineage.rows ?? 0),
  articles: Number(version.lineage.articles ?? 0),
  artifactBytes: version.artifactBytes,
  decisionCode: version.decision.code,
  decisionValues: version.decision.values,
  decision: version.decision.sentence,
  headline: version.headline,
});

const toInstant = (ms: number): string => new Date(ms).toISOString();

const notPromotable = ({ modelVersion, artifactBytes }: ModelVersionRecord) =>
  new CoreError('NOT_PROMOTABLE', {
    expected: `all bytes of ${modelVersion}, undamaged`,
    got: artifactBytes === 0 ? 'none' : 'missing or damaged ones',
  });
