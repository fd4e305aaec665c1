import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { LIMITS } from '../config/defaults';
import type { ModelAlias, ModelDetail, ModelSummary } from '../contracts/admin';
import { artifactChecksum } from '../core/artifact';
import { CoreError } from '../core/errors';
import { decisionByHand, decisionOfDamage } from '../core/evaluate';
import { checksumOfChunks, removeChunks, writeChunks } from '../repositories/artifact-chunks';
import { lockLease } from '../repositories/leases';
import {
  changeModelVersion,
  findByNumber,
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
import { removePredictions } from '../repositories/predictions';
import { detached } from '../utils/detached';
import { getService } from '../utils/get-service';
import type { HeldLease } from './lease';
import { aliasesOf, byAlias, neverServed, previousLive, readReference, versionsToPrune } from './registry-decisions';

export interface NewVersion extends Omit<NewModelVersion, 'artifactChecksum' | 'artifactBytes' | 'trainedAt'> {
  readonly artifact: Uint8Array;
}

/** More of the same transaction: under which lease it is done, and what else becomes true with it. */
export interface Together {
  /** Refused when this lease is lost. */
  readonly held?: HeldLease;
  also?(trx: Knex, version: ModelSummary): Promise<void>;
}

/** Who decided by hand, and the reason given. */
export interface ByHand {
  readonly by: string;
  readonly why: string;
}

/** `by: null` is the nightly job, which keeps the decision of its gate. */
export type PromoteOptions = Together & (ByHand | { readonly by: null });

/** How a version comes to be live. */
interface GoLive {
  /** null: nobody, the nightly job or damage. */
  readonly hand: (ByHand & { readonly code: 'promoted' | 'rolled-back' }) | null;
  readonly decision: Decision | null;
  readonly together: Together;
}

/** A damaged live version is looked for at most so often, whoever stumbles over it. */
const VERIFY_MS = 60_000;

/**
 * Model versions: candidate -> live -> retired. One version per kind is live; its bytes are checked before it becomes so.
 * Kept: live, the one before it, and the last LIMITS.versionsKept of each kind; of older ones the row stays (its
 * metrics and lineage are history) and the bytes go (`artifactBytes` 0), so they can't go live again.
 *
 * State: which version is live, per kind. Source: model_versions. Staleness: LIMITS.signalMs, none after a change here.
 */
export const registry = ({ strapi }: { strapi: Core.Strapi }) => {
  const knex = () => strapi.db.connection as Knex;
  const now = () => getService(strapi, 'clock').system();
  const held = new Map<ModelKind, Promise<ModelVersionRecord | null>>();
  let verifiedAt = -Infinity;

  const inTransaction = <T>(work: (trx: Knex) => Promise<T>): Promise<T> =>
    strapi.db.transaction(({ trx }) => work(trx as unknown as Knex)) as Promise<T>;

  const forget = () => {
    held.clear();
    getService(strapi, 'articles').forget();
  };

  /** Another version is live now: here at once, elsewhere as soon as they hear of it. */
  const announce = async (): Promise<void> => {
    forget();
    await getService(strapi, 'signals').announce();
  };

  /** By id, by name (`ranker-12`), or by alias (`ranker@live`, `ranker@previous`, `ranker@candidate`). */
  const resolve = async (reference: string, connection: Knex = knex()): Promise<ModelVersionRecord> => {
    const { kind, alias, versionNumber } = readReference(reference);
    const version =
      alias !== null
        ? byAlias(await listModelVersions(connection, kind), alias)
        : versionNumber !== null
          ? await findByNumber(connection, kind, versionNumber)
          : await findModelVersion(connection, reference);
    if (version === null) {
      throw new CoreError('NOT_FOUND', { expected: 'the id, name or alias of a model version', got: reference });
    }
    return version;
  };

  /** Whether all bytes are there and undamaged. */
  const isIntact = async (connection: Knex, { modelVersion, artifactChecksum: expected }: ModelVersionRecord) =>
    (await checksumOfChunks(connection, modelVersion))?.checksum === expected;

  const markMissing = (trx: Knex, { id }: ModelVersionRecord) =>
    changeModelVersion(trx, id, { status: 'bytes-missing', artifactBytes: 0 }, now());

  /** Swap in one transaction; null when the bytes are missing or damaged. */
  const swap = (id: string, { hand, decision, together }: GoLive): Promise<ModelSummary | null> =>
    inTransaction(async (trx) => {
      const version = await resolve(id, trx);
      await lockLease(trx, `promote:${version.kind}`);
      if (together.held !== undefined) await getService(strapi, 'lease').assertHeld(trx, together.held);
      if (!(await isIntact(trx, version))) return null;
      const at = now();
      const before = await findLiveVersion(trx, version.kind);
      if (before?.id !== version.id) {
        if (before !== null) await changeModelVersion(trx, before.id, { status: 'retired', retiredAt: at }, at);
        await changeModelVersion(
          trx,
          version.id,
          { status: 'live', promotedAt: at, retiredAt: null, ...(decision === null ? {} : { decision }) },
          at
        );
      }
      const live = toSummary(await resolve(version.id, trx), 'live');
      await together.also?.(trx, live);
      if (hand !== null) {
        const { code, by, why } = hand;
        const detail = { from: before?.modelVersion ?? '', why };
        await getService(strapi, 'journal').audit(trx, { code, actor: by, subject: live.modelVersion, detail });
      }
      await getService(strapi, 'signals').raise(trx, 'models');
      return live;
    });

  /** The version is live whether or not a queue takes this: the next rollup scores what is missing as well. */
  const rescore = async (): Promise<void> => {
    try {
      await getService(strapi, 'queue').enqueue('rescore', {}, { dedupeKey: 'rescore' });
    } catch (error) {
      strapi.log.warn(`[foresight] articles are not scored anew just now: ${String(error)}`);
    }
  };

  const makeLive = async (version: ModelVersionRecord, how: GoLive): Promise<ModelSummary> => {
    if (version.artifactBytes === 0) throw notPromotable(version);
    const live = await swap(version.id, how);
    if (live === null) {
      await inTransaction((trx) => markMissing(trx, version));
      throw notPromotable(version);
    }
    await announce();
    // No night follows that scores anew what was published since.
    if (how.hand !== null) await rescore();
    return live;
  };

  /** Drop the bytes of versions nobody goes back to, and what candidates that never served had been scored with. */
  const prune = async (kind: ModelKind): Promise<void> => {
    const versions = await listModelVersions(knex(), kind);
    const old = versionsToPrune(versions);
    const at = now();
    await inTransaction(async (trx) => {
      for (const { id, modelVersion, retiredAt } of old) {
        await removeChunks(trx, [modelVersion]);
        await changeModelVersion(trx, id, { status: 'retired', artifactBytes: 0, retiredAt: retiredAt ?? at }, at);
      }
      await removePredictions(trx, neverServed(versions));
    });
  };

  /** The live version of a kind lost its bytes: the one before it takes its place, or the simple guess. */
  const replaceDamaged = async (live: ModelVersionRecord): Promise<void> => {
    await inTransaction(async (trx) => {
      await markMissing(trx, live);
      await getService(strapi, 'signals').raise(trx, 'models');
    });
    const rest = (await listModelVersions(knex(), live.kind)).filter(({ id }) => id !== live.id);
    const before = previousLive([{ ...live, status: 'live' }, ...rest]);
    const decision = decisionOfDamage(live.modelVersion);
    const made =
      before === null ? null : await swap(before.id, { hand: null, decision, together: {} }).catch(() => null);
    const instead = made?.modelVersion ?? 'the simple guess';
    strapi.log.error(
      `[foresight] the bytes of ${live.modelVersion} are missing or damaged: ${instead} answers instead`
    );
    await getService(strapi, 'journal').incident({
      code: 'bytes-damaged',
      level: 'danger',
      subject: live.modelVersion,
      detail: { instead: made?.modelVersion ?? '' },
    });
  };

  const verifyLive = async (): Promise<void> => {
    for (const kind of MODEL_KINDS) {
      const live = await findLiveVersion(knex(), kind);
      if (live !== null && !(await isIntact(knex(), live))) await replaceDamaged(live);
    }
    await announce();
  };

  return {
    /**
     * Keep a trained model as a candidate, row and bytes in one transaction. Never makes it live.
     *
     * @throws {CoreError} ARTIFACT_TOO_LARGE; LEASE_LOST when the run was taken over meanwhile.
     */
    async register({ artifact, ...version }: NewVersion, together: Together = {}): Promise<ModelSummary> {
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
        trainedAt: now(),
      };
      const made = await inTransaction(async (trx) => {
        if (together.held !== undefined) await getService(strapi, 'lease').assertHeld(trx, together.held);
        const { id, modelVersion } = await insertModelVersion(trx, record);
        await writeChunks(trx, modelVersion, artifact);
        const summary = toSummary(await resolve(id, trx), 'candidate');
        await together.also?.(trx, summary);
        return summary;
      });
      await prune(version.kind);
      return made;
    },

    /** The live version of a kind, or null while the baseline answers. */
    async live(kind: ModelKind): Promise<ModelSummary | null> {
      const known = held.get(kind) ?? findLiveVersion(knex(), kind);
      held.set(kind, known);
      try {
        const version = await known;
        return version === null ? null : toSummary(version, 'live');
      } catch (error) {
        if (held.get(kind) === known) held.delete(kind);
        throw error;
      }
    },

    async list(kind?: ModelKind): Promise<ModelSummary[]> {
      const versions = await listModelVersions(knex(), kind);
      const aliases = aliasesOf(versions);
      return versions.map((version) => toSummary(version, aliases.get(version.id) ?? null));
    },

    /** A version as lists show it. @param reference an id, a name or an alias. @throws {CoreError} NOT_FOUND */
    async summary(reference: string): Promise<ModelSummary> {
      const version = await resolve(reference);
      const aliases = aliasesOf(await listModelVersions(knex(), version.kind));
      return toSummary(version, aliases.get(version.id) ?? null);
    },

    /** @param reference an id, a name or an alias. @throws {CoreError} NOT_FOUND */
    async detail(reference: string): Promise<ModelDetail> {
      const version = await resolve(reference);
      const report = await readModelReport(knex(), version.id);
      const aliases = aliasesOf(await listModelVersions(knex(), version.kind));
      return {
        ...toSummary(version, aliases.get(version.id) ?? null),
        recipe: report?.recipe ?? {},
        recipeHash: version.recipeHash,
        lineage: version.lineage,
        gate: report?.metrics.gate ?? null,
        ranker: report?.metrics.ranker ?? null,
        text: report?.metrics.text ?? null,
        findings: report?.metrics.findings ?? null,
      };
    },

    /**
     * @param reference an id, a name or an alias.
     * @throws {CoreError} NOT_FOUND; NOT_PROMOTABLE when bytes are missing or damaged; LEASE_LOST.
     */
    async promote(reference: string, options: PromoteOptions): Promise<ModelSummary> {
      const version = await resolve(reference);
      if (options.by === null) return makeLive(version, { hand: null, decision: null, together: options });
      const { by, why, ...together } = options;
      const decision = decisionByHand('promoted', by, why);
      return makeLive(version, { hand: { code: 'promoted', by, why }, decision, together });
    },

    /** Make the version that was live before the present one live again. @throws {CoreError} NOTHING_TO_ROLL_BACK, NOT_PROMOTABLE */
    async rollBack(kind: ModelKind, { by, why }: ByHand): Promise<ModelSummary> {
      const target = previousLive(await listModelVersions(knex(), kind));
      if (target === null) {
        throw new CoreError('NOTHING_TO_ROLL_BACK', { expected: `an earlier ${kind} that was live`, got: 'none' });
      }
      const decision = decisionByHand('restored', by, why);
      return makeLive(target, { hand: { code: 'rolled-back', by, why }, decision, together: {} });
    },

    /** Hear of versions that other processes make live; a live one whose bytes are not there must not stay so. */
    async load(): Promise<void> {
      getService(strapi, 'signals').on('models', forget);
      await verifyLive();
    },

    /** A thread could not read a live model: look for damage, soon and not too often. */
    suspect(): void {
      if (performance.now() - verifiedAt < VERIFY_MS) return;
      verifiedAt = performance.now();
      detached(verifyLive).catch((error: unknown) =>
        strapi.log.warn(`[foresight] live models could not be checked: ${String(error)}`)
      );
    },

    verifyLive,
  };
};

export const toSummary = (version: ModelVersionRecord, alias: ModelAlias | null): ModelSummary => ({
  id: version.id,
  modelVersion: version.modelVersion,
  kind: version.kind,
  versionNumber: version.versionNumber,
  status: version.status,
  alias,
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
