/**
 * What is true in the simulated world. `--world FILE` lays a JSON object of the same shape over these values.
 *
 * Effects are changes of an article's expected log views per step: 0.2 = about 22 % more, -0.2 = about 18 % fewer.
 * With the defaults the planted effects spread log views over articles by about 0.45, and what nobody can know
 * (`residual` and counting noise) by about 0.4.
 */
export interface WorldEffects {
  readonly effects: {
    /** Per 15 characters above 50. Short titles do better. */
    readonly titleLength: number;
    /** Per doubling of the number of words above 150. Long texts do better. */
    readonly textLength: number;
    /** First published between 17 h and 22 h, site time. */
    readonly evening: number;
    /** First published from Monday to Friday. */
    readonly weekday: number;
    /** Per standard deviation of the author's skill. */
    readonly authorSkill: number;
    /** The title ends with a question mark. */
    readonly questionTitle: number;
    /** Per image. Nothing: good authors use more images, which is all there is to it. */
    readonly images: number;
    /** Per standard deviation of the random number every article carries. Nothing. */
    readonly noise: number;
  };
  /** Median views of an article over its life, before effects. */
  readonly baseViews: number;
  /** Standard deviation of what no feature explains, in log views. */
  readonly residual: number;
  /** Change of the site's log level from the first day to the last. */
  readonly growth: number;
  /** Traffic of a Saturday or Sunday against a weekday. */
  readonly weekend: number;
  /** How much more a reader group reads of the topics it likes; 1 = no taste. */
  readonly taste: number;
  readonly readers: number;
  /** Share of an article's readers who stay long enough to send an engagement event. */
  readonly engaged: number;
  /** Mean share of views that end in a conversion; differs by reader. */
  readonly converts: number;
  /** Bot views per human view. */
  readonly bots: number;
}

export const DEFAULT_WORLD: WorldEffects = {
  effects: {
    titleLength: -0.22,
    textLength: 0.2,
    evening: 0.35,
    weekday: 0.3,
    authorSkill: 0.3,
    questionTitle: 0.4,
    images: 0,
    noise: 0,
  },
  baseViews: 112,
  residual: 0.38,
  growth: 0.3,
  weekend: 0.75,
  taste: 4,
  readers: 2_500,
  engaged: 0.55,
  converts: 0.01,
  bots: 0.06,
};

export type EffectName = keyof WorldEffects['effects'];

/** The six effects with a sign; the two others are planted to be nothing. */
export const SIGNED_EFFECTS = [
  'titleLength',
  'textLength',
  'evening',
  'weekday',
  'authorSkill',
  'questionTitle',
] as const satisfies readonly EffectName[];

const lay = <T extends object>(base: T, given: unknown, where: string): T => {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new Error(`world ${where}: expected an object, got ${JSON.stringify(given)}`);
  }
  const result = { ...base } as Record<string, unknown>;
  for (const [name, value] of Object.entries(given)) {
    const known = result[name];
    const path = `${where}.${name}`;
    if (known === undefined) throw new Error(`world ${path}: unknown, expected one of ${Object.keys(base).join(', ')}`);
    if (typeof known === 'object' && known !== null) result[name] = lay(known, value, path);
    else if (typeof value === 'number' && Number.isFinite(value)) result[name] = value;
    else throw new Error(`world ${path}: expected a number, got ${JSON.stringify(value)}`);
  }
  return result as T;
};

/** Lays a parsed `--world` file over the defaults. Throws an Error naming the path of what it does not know. */
export const worldFrom = (given: unknown): WorldEffects => lay(DEFAULT_WORLD, given, 'file');
