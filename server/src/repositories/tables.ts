/** Every table the plugin owns, under one name each. */
export const TABLES = {
  events: 'foresight_events',
  rollups: 'foresight_rollups',
  publications: 'foresight_publications',
  modelVersions: 'foresight_model_versions',
  trainingRuns: 'foresight_training_runs',
  predictions: 'foresight_predictions',
  // No content types: registered with strapi.get('models').add(...) in register, see repositories/plain-tables.ts
  dirtyBuckets: 'foresight_dirty_buckets',
  countTurns: 'foresight_count_turns',
  ageCounters: 'foresight_age_counters',
  artifactChunks: 'foresight_artifact_chunks',
  leases: 'foresight_leases',
  salts: 'foresight_salts',
  coverage: 'foresight_coverage',
  urls: 'foresight_urls',
  keys: 'foresight_keys',
  journal: 'foresight_journal',
  processes: 'foresight_processes',
  signals: 'foresight_signals',
  growthCurves: 'foresight_growth_curves',
  quarantine: 'foresight_quarantine',
  intake: 'foresight_intake',
  erasures: 'foresight_erasures',
  imports: 'foresight_imports',
} as const;

export type TableName = (typeof TABLES)[keyof typeof TABLES];
