/**
 * Do features help before anybody has read an article? Errors at 0 h over rolling origins, with all columns of the
 * catalog and without some, on the same later articles of the same worlds.
 */
import { forwardScores, performanceExamples, withTextScores, type TextRecord } from '../server/src/core/evaluate';
import { buildLabels, buildTrainingMatrix, type SiteHistory } from '../server/src/core/features';
import { quantile } from '../server/src/core/math/quantile';
import { createChance, DEFAULT_WORLD, seedOf } from '../playground/src/simulator';
import { scoreAtPublication, withColumns } from './features/score';
import { simulatedSite, type SimulatedSite } from '../tests/drills/simulated-history';
import { worldSite } from '../tests/drills/world-history';

const ARTICLES = 400;

/** Columns that set an article against the site's own, and what readers did besides reading. */
const AGAINST_THE_SITE = [
  ...['titleLengthRank', 'textLengthRank', 'headingsRank', 'imagesRank', 'tagsPast', 'weekdayPast', 'hourPast'],
  ...['weekdayTraffic', 'articlesSameDay', 'categoryArticlesLast7Days', 'earlyImpressions', 'earlySearches'],
];
const WORDS = 'textTopQuarter';

const SETS: readonly { readonly name: string; readonly keeps: (column: string) => boolean }[] = [
  { name: 'without either', keeps: (column) => column !== WORDS && !AGAINST_THE_SITE.includes(column) },
  { name: 'without words', keeps: (column) => column !== WORDS },
  { name: 'all', keeps: () => true },
];

interface Score {
  readonly world: string;
  readonly set: string;
  readonly rmse: number;
  readonly spearman: number;
}

/** @returns Markdown: means over seeds, and how far each set is from the first, with the error of that mean. */
export function features({ seeds }: { readonly seeds: readonly number[] }, report: (line: string) => void) {
  const scores = seeds.flatMap((seed) => scoresOf(seed, report));
  const lines = [...new Set(scores.map(({ world }) => world))].flatMap((world) =>
    SETS.map(({ name }) => lineOf(world, name, scores))
  );
  const head = '| world | columns | RMSE | against the first | Spearman | against the first |';
  return { text: [head, '|---|---|---|---|---|---|', ...lines].join('\n') };
}

function scoresOf(seed: number, report: (line: string) => void): Score[] {
  return worlds(seed).flatMap(([world, history, asOf]) => {
    const matrix = buildTrainingMatrix(history, { asOf, ageHours: [0] });
    return SETS.map(({ name, keeps }): Score => {
      const { rmse, spearman } = scoreAtPublication(withColumns(matrix, keeps), seed);
      report(`${world}, seed ${seed}, ${name}: RMSE ${rmse.toFixed(4)}, Spearman ${spearman.toFixed(4)}`);
      return { world, set: name, rmse, spearman };
    });
  });
}

function lineOf(world: string, set: string, scores: readonly Score[]): string {
  const of = (name: string) => scores.filter((score) => score.world === world && score.set === name);
  const [own, first] = [of(set), of(SETS[0]!.name)];
  const cells = (['rmse', 'spearman'] as const).flatMap((metric) => {
    const differences = own.map((score, i) => score[metric] - first[i]![metric]);
    const error = Math.sqrt(variance(differences) / differences.length);
    const against = set === SETS[0]!.name ? '' : `${signed(mean(differences))} ± ${error.toFixed(4)}`;
    return [mean(own.map((score) => score[metric])).toFixed(4), against];
  });
  return `| ${[world, set, ...cells].join(' | ')} |`;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const variance = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / Math.max(1, values.length - 1);
const signed = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`;

function worlds(seed: number): (readonly [name: string, history: SiteHistory, asOf: number])[] {
  const numbers = simulatedSite(seed, ARTICLES, DEFAULT_WORLD);
  const words = worldSite(seed, ARTICLES);
  const scored = ({ history, asOf }: SimulatedSite, texts: readonly TextRecord[]) =>
    withTextScores(history, forwardScores(performanceExamples(texts, buildLabels(history, asOf)), seed).scores);
  return [
    ['numbers only', numbers.history, numbers.asOf],
    ['idle words', scored(words, words.texts), words.asOf],
    ['telling words', scored(numbers, tellingTexts(numbers, seed)), numbers.asOf],
  ];
}

const COMMON = 'people say that this year something different happened in town and we asked them about it again'.split(
  ' '
);
const TELLING = ['revealed', 'finally', 'secret', 'surprising'];
/** Share of the texts that have a telling word, among the third that was read most and among the others. */
const TOLD = { most: 0.6, others: 0.15 };

/** Texts whose words go along with success, as a writer's feeling for a story would. */
function tellingTexts({ history, asOf }: SimulatedSite, seed: number): TextRecord[] {
  const random = createChance(seedOf(seed, 'telling'));
  const labels = new Map(buildLabels(history, asOf).map(({ key, views }) => [key.documentId, views]));
  const third = quantile([...labels.values()], 2 / 3);
  return history.publications.map(({ key, firstPublishedAt, snapshot }) => {
    const words = Array.from({ length: 60 }, () => COMMON[random.int(COMMON.length)]!);
    const share = (labels.get(key.documentId) ?? 0) > third ? TOLD.most : TOLD.others;
    if (random.chance(share)) words.push(TELLING[random.int(TELLING.length)]!, TELLING[random.int(TELLING.length)]!);
    const text = words.join(' ');
    return {
      key,
      firstPublishedAt,
      version: 1,
      title: snapshot.title,
      text,
      category: snapshot.category,
      language: 'en',
    };
  });
}
