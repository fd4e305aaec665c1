/**
 * The drill `gate`: who goes live by itself, and who does not, in simulated worlds of 600 articles.
 * Pure core: the simulator, the features, the forest, the gate. No Strapi, no database.
 *
 * Per world a live model trained the night before, and tonight's candidates:
 * - as good: the same recipe and a night more of data, with another seed, so that it differs by chance at all;
 *   judged as a refresh, as a recipe of another name (A/A), and as a challenger;
 * - better: the same candidate against a live model of a recipe whose leaves hold at least HANDICAP_LEAF rows. Over the
 *   later articles of all worlds that recipe's NDCG@10 is 5 % lower, relatively; each result says by how much;
 * - damaged: the candidate with its labels permuted (in everything that was fitted, or in the finished model only), with
 *   one of the live model's five strongest columns zeroed (in tonight's data, or in the finished model's only; as if the
 *   evaluation had noticed nothing), with half its trees from another forest (fitted to permuted labels, or of
 *   another world);
 * - better, with a guardrail broken: against a live model made worse by noise, the candidate with its predictions
 *   shifted, pressed together, or ever noisier from period to period, or said to be large, slow or of another order.
 */
import { checkDamage, type DamageCheck } from '../../../server/src/core/evaluate/damage-check';
import { challenge } from '../../../server/src/core/evaluate/gate/challenge';
import { currentMatrix, expectedOf } from '../../../server/src/core/evaluate/gate/current-articles';
import { decidePromotion } from '../../../server/src/core/evaluate/gate/decide-promotion';
import { checkGuardrails, type Guarded } from '../../../server/src/core/evaluate/gate/guardrails';
import { judgedRowsOf } from '../../../server/src/core/evaluate/out-of-fold';
import { decodeRanker, encodeRanker, type RankerModel } from '../../../server/src/core/evaluate/ranker-model';
import { NEEDED_LABELS } from '../../../server/src/core/evaluate/rolling-origins';
import { DAY_MS } from '../../../server/src/core/rollup';
import { DEFAULT_WORLD } from '../../../playground/src/simulator';
import { simulatedSite } from '../simulated-history';
import { damagedCandidates, type DAMAGES } from './damage';
import { BROKEN, brokenCandidate, withNoise } from './guardrails';
import { make, type Made } from './make';

export { DAMAGES } from './damage';
export { BROKEN } from './guardrails';

const MINUTE_MS = 60_000;
const ARTICLES = 600;
const HANDICAP_LEAF = 108;
const LIVE_SEED = 1;
const OTHER_SEED = 2;
const STRANGE_WORLD = 9001;

export interface GateResult {
  readonly seed: number;
  /** Decision codes. */
  readonly refresh: string;
  readonly recipe: string;
  readonly challengerWon: boolean;
  readonly better: string;
  readonly damaged: Readonly<Record<(typeof DAMAGES)[number], string>>;
  /** The candidate whose guardrail is broken, as it would be decided without guardrails, and with them. */
  readonly broken: Readonly<Record<(typeof BROKEN)[number], { readonly without: string; readonly with: string }>>;
  /** Mean NDCG@10 over ages and periods. */
  readonly ndcg: { readonly candidate: number; readonly handicapped: number };
}

let stranger: RankerModel | null = null;

/** A model of another world: the same for all of a process's worlds. */
function strangeModel(): RankerModel {
  if (stranger !== null) return stranger;
  const { history, asOf } = simulatedSite(STRANGE_WORLD, ARTICLES, DEFAULT_WORLD);
  return (stranger = make(history, { asOf, seed: OTHER_SEED }).model);
}

/** One world, one night. */
export function runGate(seed: number): GateResult {
  const { history, asOf } = simulatedSite(seed, ARTICLES, DEFAULT_WORLD);
  const live = make(history, { asOf: asOf - DAY_MS, seed: LIVE_SEED });
  const handicapped = make(history, { asOf: asOf - DAY_MS, seed: LIVE_SEED, minSamplesLeaf: HANDICAP_LEAF });
  const candidate = make(history, { asOf, seed: OTHER_SEED });
  const guardedOf = ({ model, evaluation }: Made): Guarded => ({
    outOfFold: evaluation.outOfFold,
    horizonMs: history.settings.horizonMinutes * MINUTE_MS,
    bytes: encodeRanker(model).length,
    msPerForecast: 0.02,
    current: expectedOf(model, currentMatrix(history, asOf, model)),
  });
  const [own, ofLive, ofHandicapped] = [candidate, live, handicapped].map(guardedOf) as [Guarded, Guarded, Guarded];
  const decide = (recipe: string, given: Guarded, before: Guarded, damage: DamageCheck, guarded = true) =>
    decidePromotion(
      {
        recipe,
        closedLabels: candidate.evaluation.report.closedLabels,
        neededLabels: NEEDED_LABELS,
        judged: judgedRowsOf(given.outOfFold),
        damage,
        guardrails: guarded ? checkGuardrails(given, before, seed) : [],
      },
      { recipe: 'live', judged: judgedRowsOf(before.outOfFold) },
      seed
    ).code;
  const intact = checkDamage(decodeRanker(encodeRanker(candidate.model)), candidate.evaluation, live.model);
  const worse: Guarded = { ...ofHandicapped, outOfFold: withNoise(ofHandicapped.outOfFold, seed) };

  const damaged = damagedCandidates(history, seed, live.model, candidate, strangeModel());
  return {
    seed,
    refresh: decide('live', own, ofLive, intact),
    recipe: decide('another', own, ofLive, intact),
    challengerWon: wins(own, ofLive, seed),
    better: decide('another', own, ofHandicapped, intact),
    damaged: Object.fromEntries(
      damaged.map(({ name, damage, outOfFold }) => [name, decide('live', { ...own, outOfFold }, ofLive, damage)])
    ) as GateResult['damaged'],
    broken: Object.fromEntries(
      BROKEN.map((name) => {
        const given = brokenCandidate(name, own, seed + 1);
        const [without, guarded] = [false, true].map((is) => decide('another', given, worse, intact, is));
        return [name, { without, with: guarded }];
      })
    ) as unknown as GateResult['broken'],
    ndcg: { candidate: ndcgOf(candidate), handicapped: ndcgOf(handicapped) },
  };
}

function wins(own: Guarded, before: Guarded, seed: number): boolean {
  const challenger = { name: 'challenger', judged: judgedRowsOf(own.outOfFold) };
  return challenge({ name: 'live', judged: judgedRowsOf(before.outOfFold) }, [challenger], seed).winner !== null;
}

const ndcgOf = ({ evaluation }: Made): number => evaluation.report.overall[0]?.ndcgAt10 ?? NaN;
