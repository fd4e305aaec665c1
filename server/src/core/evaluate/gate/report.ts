import type { DamageCheck } from '../damage-check';
import type { GuardrailCheck } from './guardrails';

/** A recipe that was judged tonight, on the same later articles as the others. */
export interface RecipeTried {
  readonly algorithm: string;
  /** The incumbent's recipe is the live model's, or what the configuration says. */
  readonly role: 'incumbent' | 'challenger';
  /** In log1p(views); null where nothing could be judged, or the time was up. */
  readonly rmse: number | null;
  readonly spearman: number | null;
  readonly ndcgAt10: number | null;
  readonly outcome: 'kept' | 'not-better' | 'better' | 'out-of-time' | 'replaced';
}

/** How the gate came to its decision, as plain data: kept with the version and shown by the admin. */
export interface GateReport {
  readonly recipes: readonly RecipeTried[];
  readonly guardrails: readonly GuardrailCheck[];
  readonly damage: DamageCheck | null;
}
