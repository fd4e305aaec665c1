/**
 * What the server names by code, the admin says in words: the same codes, the same values in each message. Every
 * translation has the same keys as English (translations.test.ts), so what holds here holds in each language.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Family } from '../../admin/src/text/families';
import en from '../../admin/src/translations/en.json';
import { configSchema } from '../../server/src/config/schema';
import type {
  AuditCode,
  GateReport,
  IncidentCode,
  JournalEntry,
  LiveProcess,
  ModelKind,
  ModelStatus,
  RankerScore,
  RunSummary,
  Settings,
} from '../../server/src/contracts/admin';
import { source } from '../../server/src/contracts/common';
import { importSummary } from '../../server/src/contracts/imports';
import { PostWhatIf } from '../../server/src/contracts/what-if';
import { CORE_ERROR_CODES } from '../../server/src/core/errors';
import { decisionMessages, OTHERS, TOP_QUARTER } from '../../server/src/core/evaluate';
import { EVENT_TYPES, QUARANTINE_REASONS } from '../../server/src/core/events';
import { DEVICES } from '../../server/src/core/events/device';
import { SOURCE_TYPES } from '../../server/src/core/events/source-type';
import { IMPORT_FIELDS, IMPORT_REASONS } from '../../server/src/core/import';
import { DATA_FINDING_CODES, type DataFinding } from '../../server/src/core/features/data-checks';
import { CATALOG } from '../../server/src/core/features';
import { REGRESSION_ALGORITHMS } from '../../server/src/core/learners';
import { seoChecks } from '../../server/src/core/seo';
import { TEXT_ALGORITHMS } from '../../server/src/core/text';

const family = (name: Family): Record<string, string> =>
  Object.fromEntries(
    Object.entries(en).flatMap(([key, message]) =>
      key.startsWith(`${name}.`) ? [[key.slice(name.length + 1), message]] : []
    )
  );
const codesOf = (name: Family) => Object.keys(family(name)).sort();
const sorted = (codes: Iterable<string>) => [...new Set(codes)].sort();
/** Names of the values a message takes. */
const valuesIn = (message: string): string[] =>
  [...new Set([...message.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name as string))].sort();

/** The server's code, for codes that no list or type holds. */
const SERVER = join(__dirname, '../../server/src');
const server = readdirSync(SERVER, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => readFileSync(join(SERVER, path), 'utf8'))
  .join('\n');
const codesInServer = (pattern: RegExp) => sorted([...server.matchAll(pattern)].map(([, code]) => code as string));

/** Codes of runs, not of the gate: a kind whose training ended in an error, or could not begin. */
const OF_RUNS = ['failed', 'not-enough-classes'];

describe('the texts of the admin', () => {
  const decisions = family('decision');

  it('say every decision of the gate, and no other', () => {
    expect(
      Object.keys(decisions)
        .filter((code) => !OF_RUNS.includes(code))
        .sort()
    ).toEqual(Object.keys(decisionMessages).sort());
  });

  it.each(Object.entries(decisionMessages))('give the decision "%s" the values the core gives it', (code, message) => {
    expect(valuesIn(decisions[code] ?? '')).toEqual(valuesIn(message));
  });

  it('name every feature of the catalog, and no other', () => {
    expect(codesOf('feature')).toEqual(CATALOG.map(({ name }) => name).sort());
  });

  it('have a sentence for every reason of the catalog, and words for its absence only where there is one', () => {
    const reasons = sorted(CATALOG.flatMap(({ reason }) => (reason === null ? [] : [reason])));
    expect(codesOf('reason')).toEqual(reasons);
    expect(codesOf('reason-without').filter((name) => !reasons.includes(name))).toEqual([]);
  });

  it('say every error by its code, without the values of any one request', () => {
    expect(codesOf('error')).toEqual(sorted([...CORE_ERROR_CODES, 'UNEXPECTED']));
    expect(Object.values(family('error')).flatMap(valuesIn)).toEqual([]);
  });

  it('say every finding, what it means for the health, and what to do about it', () => {
    const findings = codesInServer(/(?:found\.push\(|\[)\{\s*code: '([a-z-]+)',\s*level: '/g);
    expect(findings.length).toBeGreaterThan(5);
    expect(codesOf('finding')).toEqual(findings);
    // An information never makes the whole unhealthy; and what the page Events alone says has no line of health.
    const worrying = codesInServer(/(?:found\.push\(|\[)\{\s*code: '([a-z-]+)',\s*level: '(?:warning|danger)'/g).filter(
      (code) => code !== 'much-refused'
    );
    const statuses = ['healthy', 'learning', 'degraded', 'off'] as const;
    const states = codesInServer(/status: '[a-z]+', code: '([a-z-]+)'/g);
    expect(codesOf('health')).toEqual(sorted([...worrying, ...statuses, ...states]));
    expect(worrying.filter((code) => !(code in family('health-advice')))).toEqual([]);
  });

  it('say everything that can be found in data, how grave it is, and what to do about it', () => {
    expect(codesOf('data-finding')).toEqual(sorted(DATA_FINDING_CODES));
    expect(codesOf('data-advice')).toEqual(sorted(DATA_FINDING_CODES));
    const severities: Record<DataFinding['severity'], true> = { blocking: true, warning: true, info: true };
    expect(codesOf('data-severity')).toEqual(sorted(Object.keys(severities)));
  });

  it('say what becomes of events, why they wait and what to do, how readers came and with what', () => {
    expect(codesOf('quarantine.reason')).toEqual(sorted(QUARANTINE_REASONS));
    expect(codesOf('quarantine.advice')).toEqual(sorted(QUARANTINE_REASONS));
    expect(
      codesOf('refusal.advice').filter((code) => code !== 'CONSENT' && !CORE_ERROR_CODES.includes(code as never))
    ).toEqual([]);
    expect(codesOf('intake')).toEqual(sorted(['received', 'accepted', 'duplicate', 'quarantined', 'rejected']));
    expect(codesOf('source')).toEqual(sorted([...SOURCE_TYPES, 'unknown']));
    expect(codesOf('device')).toEqual(sorted([...DEVICES, 'unknown']));
  });

  it('say every step of a run', () => {
    const steps = codesInServer(/(?:\bstep: |progress\()'([a-z]+)'/g);
    expect(steps.length).toBeGreaterThan(5);
    expect(codesOf('run.step')).toEqual(steps);
  });

  it('name every class, group, event and setting the server has a list of', () => {
    expect(codesOf('class')).toEqual(sorted([TOP_QUARTER, OTHERS]));
    expect(codesOf('seo.group')).toEqual(sorted(seoChecks.map(({ group }) => group)));
    expect(codesOf('event')).toEqual(sorted(EVENT_TYPES));
    expect(codesOf('fallback')).toEqual(sorted(source.shape.fallback.unwrap().options));
    expect(codesOf('abstained')).toEqual(
      sorted(PostWhatIf.response.shape.data.shape.abstained.unwrap().shape.code.options)
    );
    expect(codesOf('model.algorithm')).toEqual(sorted(['auto', ...REGRESSION_ALGORITHMS, ...TEXT_ALGORITHMS]));
    expect(codesOf('ranker')).toEqual(sorted(Object.keys(configSchema.parse({}).ranker)));
  });

  it('name every value of a type the server answers with', () => {
    const all = <Code extends string>(codes: Record<Code, true>) => sorted(Object.keys(codes));
    expect(codesOf('run.status')).toEqual(
      all<RunSummary['status']>({
        queued: true,
        running: true,
        succeeded: true,
        failed: true,
        interrupted: true,
        skipped: true,
      })
    );
    expect(codesOf('run.trigger')).toEqual(
      all<RunSummary['trigger']>({ cron: true, manual: true, 'catch-up': true, import: true })
    );
    const kinds = all<ModelKind>({ ranker: true, topic: true, 'performance-text': true });
    expect(codesOf('model.kind')).toEqual(kinds);
    expect(codesOf('model.question')).toEqual(kinds);
    expect(codesOf('model.status')).toEqual(
      all<ModelStatus>({ candidate: true, live: true, retired: true, 'bytes-missing': true })
    );
    expect(codesOf('baseline')).toEqual(
      all<RankerScore['name']>({ model: true, 'site-level': true, 'author-category': true, 'views-so-far': true })
    );
    expect(codesOf('ignored').filter((code) => !['title', 'subtitle'].includes(code))).toEqual(
      all<Settings['ignored'][number]['reason']>({
        'single-type': true,
        'no-draft-and-publish': true,
        'no-title-or-text': true,
        'not-named': true,
      })
    );
    expect(codesOf('journal')).toEqual(
      all<AuditCode | IncidentCode>({
        promoted: true,
        'rolled-back': true,
        'switched-on': true,
        'switched-off': true,
        'key-created': true,
        'key-revoked': true,
        'key-rotated': true,
        'key-changed': true,
        'quarantine-replayed': true,
        'quarantine-discarded': true,
        exported: true,
        imported: true,
        'training-started': true,
        recomputed: true,
        'visitor-exported': true,
        'visitor-erasure-asked': true,
        'visitor-erased': true,
        'import-started': true,
        'import-cancelled': true,
        'import-undone': true,
        'training-forced': true,
        'training-blocked': true,
        'job-failed': true,
        'redis-away': true,
        'database-away': true,
        'worker-died': true,
        'clock-jumped': true,
        'clock-differs': true,
        'bytes-damaged': true,
        'run-taken-over': true,
        'run-given-up': true,
        'process-lost': true,
      })
    );
    expect(codesOf('gate.outcome')).toEqual(
      all<GateReport['recipes'][number]['outcome']>({
        kept: true,
        replaced: true,
        better: true,
        'not-better': true,
        'out-of-time': true,
      })
    );
    expect(codesOf('gate.guardrail')).toEqual(
      all<GateReport['guardrails'][number]['name']>({
        bias: true,
        slope: true,
        coverage: true,
        size: true,
        latency: true,
        'top-changed': true,
      })
    );
    expect(codesOf('activity.kind')).toEqual(all<JournalEntry['kind']>({ audit: true, incident: true }));
    expect(codesOf('activity.level')).toEqual(
      all<JournalEntry['level'] | 'audit'>({ info: true, warning: true, danger: true, audit: true })
    );
    expect(codesOf('history.reason')).toEqual(sorted(IMPORT_REASONS));
    expect(codesOf('history.field')).toEqual(sorted(IMPORT_FIELDS));
    expect(codesOf('history.state')).toEqual(sorted(importSummary.shape.state.options));
    expect(codesOf('processes.role')).toEqual(all<LiveProcess['role']>({ site: true, worker: true }));
    const roles = all<keyof Settings['watched'][number]['roles']>({
      title: true,
      body: true,
      description: true,
      slug: true,
      category: true,
      author: true,
      tags: true,
    });
    expect(roles.filter((role) => !(role in family('role')))).toEqual([]);
  });
});
