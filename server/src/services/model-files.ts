import type { Core } from '@strapi/strapi';

import type { ModelSummary } from '../contracts/admin';
import { versionInFile, type VersionInFile } from '../contracts/version-file';
import { artifactChecksum, decodeVersionFile, encodeVersionFile, type JsonObject } from '../core/artifact';
import { CoreError } from '../core/errors';
import { decisionOfImport } from '../core/evaluate';
import type { RankerReport, TextReport } from '../core/evaluate/report';
import { readChunks } from '../repositories/artifact-chunks';
import { findByChecksum } from '../repositories/model-versions';
import { getService } from '../utils/get-service';
import { pluginVersion } from '../utils/plugin-version';

export interface ExportedVersion {
  /** Such as "foresight-ranker-12.model". */
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

export interface ImportedVersion {
  readonly version: ModelSummary;
  /** False when the very same model was here already. */
  readonly isNew: boolean;
}

/** Carries model versions between environments as files with a checksum; Strapi's own transfer leaves the bytes behind. */
export const modelFiles = ({ strapi }: { strapi: Core.Strapi }) => {
  const knex = () => strapi.db.connection;
  const now = () => getService(strapi, 'clock').system();

  const audit = (code: 'exported' | 'imported', by: string, subject: string, from = '') =>
    getService(strapi, 'journal').audit(knex(), { code, actor: by, subject, detail: { from } });

  const readFile = (bytes: Uint8Array): { version: VersionInFile; artifact: Uint8Array } => {
    const file = decodeVersionFile(bytes);
    const version = versionInFile.safeParse(file.version);
    if (version.success) return { version: version.data, artifact: file.artifact };
    const path = version.error.issues[0]?.path.join('.') ?? 'version';
    throw new CoreError('ARTIFACT_CORRUPT', { expected: `a version with a valid ${path}`, got: 'another' });
  };

  return {
    /**
     * A version with all that is known of it.
     *
     * @param reference an id, a name or an alias.
     * @throws {CoreError} NOT_FOUND; NOT_PROMOTABLE when its bytes are gone.
     */
    async export(reference: string, by: string): Promise<ExportedVersion> {
      const detail = await getService(strapi, 'registry').detail(reference);
      const artifact = await readChunks(knex(), detail.modelVersion);
      if (artifact === null) {
        throw new CoreError('NOT_PROMOTABLE', { expected: `all bytes of ${detail.modelVersion}`, got: 'none' });
      }
      const { modelVersion, kind, algorithm, recipe, recipeHash, headline, ranker, text, lineage, asOf } = detail;
      const version: VersionInFile = {
        ...{ modelVersion, kind, algorithm, recipe: { ...recipe }, recipeHash, headline, lineage: { ...lineage } },
        ranker: ranker === null ? null : { ...ranker },
        text: text === null ? null : { ...text },
        asOf: Date.parse(asOf),
        pluginVersion,
        exportedAt: now(),
      };
      await audit('exported', by, modelVersion);
      const bytes = encodeVersionFile({ version: version as unknown as JsonObject, artifact });
      return { fileName: `foresight-${modelVersion}.model`, bytes };
    },

    /**
     * Keep a version from a file as a candidate: whether it serves is decided here, by a person.
     *
     * @throws {CoreError} ARTIFACT_CORRUPT, UNKNOWN_ARTIFACT_VERSION, ARTIFACT_TOO_LARGE; MODEL_NOT_USABLE when this
     *   version of the plugin does not know what it looks at.
     */
    async import(bytes: Uint8Array, by: string): Promise<ImportedVersion> {
      const { version, artifact } = readFile(bytes);
      const { kind, modelVersion: from, headline, ranker, text } = version;
      await getService(strapi, 'workers').run('inspectModel', { kind, artifact });

      const registry = getService(strapi, 'registry');
      const known = await findByChecksum(knex(), kind, artifactChecksum(artifact));
      if (known !== null) return { version: await registry.detail(known), isNew: false };

      const decision = decisionOfImport(by, from);
      const made = await registry.register({
        kind,
        artifact,
        algorithm: version.algorithm,
        recipe: version.recipe,
        recipeHash: version.recipeHash,
        metrics: {
          headline,
          decisionValues: decision.values,
          ranker: ranker as RankerReport | null,
          text: text as TextReport | null,
        },
        lineage: { ...version.lineage, importedFrom: from, importedBy: by },
        decision,
        asOf: version.asOf,
        trainingRunId: null,
      });
      await audit('imported', by, made.modelVersion, from);
      // Its answers are there from the moment somebody makes it live.
      if (kind === 'ranker') await getService(strapi, 'scoring').scoreVersion(made.modelVersion);
      return { version: made, isNew: true };
    },
  };
};
