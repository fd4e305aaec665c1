import { apiLimits } from './api-limits';
import { arriving } from './arriving';
import { articles } from './articles';
import { bus } from './bus';
import { clock } from './clock';
import { comparison } from './comparison';
import { coverage } from './coverage';
import { databaseWatch } from './database-watch';
import { erasure } from './erasure';
import { imports } from './imports';
import { ingest } from './ingest';
import { intake } from './intake';
import { journal } from './journal';
import { keys } from './keys';
import { lease } from './lease';
import { modelFiles } from './model-files';
import { monitoring } from './monitoring';
import { panel } from './panel';
import { processes } from './processes';
import { publications } from './publications';
import { quarantine } from './quarantine';
import { queue } from './queue';
import { readers } from './readers';
import { recompute } from './recompute';
import { redis } from './redis';
import { refusals } from './refusals';
import { registry } from './registry';
import { retention } from './retention';
import { rollup } from './rollup';
import { schedule } from './schedule';
import { scoring } from './scoring';
import { serving } from './serving';
import { settings } from './settings';
import { signals } from './signals';
import { stream } from './stream';
import { tracker } from './tracker';
import { training } from './training';
import { visitorData } from './visitor-data';
import { visitors } from './visitors';
import { watch } from './watch';
import { whatIf } from './what-if';
import { workers } from './workers';

export const services = {
  apiLimits,
  arriving,
  articles,
  bus,
  clock,
  comparison,
  coverage,
  databaseWatch,
  erasure,
  imports,
  ingest,
  intake,
  journal,
  keys,
  lease,
  modelFiles,
  monitoring,
  panel,
  processes,
  publications,
  quarantine,
  queue,
  readers,
  recompute,
  redis,
  refusals,
  registry,
  retention,
  rollup,
  schedule,
  scoring,
  serving,
  settings,
  signals,
  stream,
  tracker,
  training,
  visitorData,
  visitors,
  watch,
  whatIf,
  workers,
};

/** Every service's type, derived once. */
export type Services = { [Name in keyof typeof services]: ReturnType<(typeof services)[Name]> };
