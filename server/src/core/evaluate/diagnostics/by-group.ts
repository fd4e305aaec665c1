import { deriveSeed } from '../../math/random';
import { GROUP_ARTICLES, MAX_GROUPS, MAX_NAME, type GroupDetails } from '../report-details';
import { contest, type Contestants } from './contest';

/**
 * A contest within each group: the eight with most judged articles by name, everything else under one name (null).
 * Groups of fewer than ten articles are never shown alone. One group that is everything says nothing new: none then.
 *
 * @param rows  ranks are taken among all of a group's rows of one age, whatever their period: groups are small.
 * @param group (n,) group of each row; null where it has none.
 */
export function byGroup(
  rows: Omit<Contestants, 'cell'> & { readonly ageHours: Float64Array },
  group: readonly (string | null)[],
  seed: number
): GroupDetails[] {
  const counts = articlesPerGroup(group, rows.article);
  const named = [...counts]
    .filter(([name, count]) => name !== null && count >= GROUP_ARTICLES)
    .sort(([a, most], [b, more]) => more - most || (a! < b! ? -1 : 1))
    .slice(0, MAX_GROUPS)
    .map(([name]) => name);
  if (counts.size < 2 || named.length === 0) return [];
  const kept = new Set(named);
  return [...named, null].flatMap((name, at) => {
    const own = Array.from(group.keys()).filter((row) =>
      name === null ? !kept.has(group[row]!) : group[row] === name
    );
    const take = (values: Float64Array) => Float64Array.from(own, (row) => values[row]!);
    const result = contest(
      {
        article: own.map((row) => rows.article[row]!),
        actual: take(rows.actual),
        model: take(rows.model),
        guess: take(rows.guess),
        cell: own.map((row) => rows.ageHours[row]!),
      },
      deriveSeed(seed, at)
    );
    return result.articles < GROUP_ARTICLES ? [] : [{ name: name?.slice(0, MAX_NAME) ?? null, ...result }];
  });
}

function articlesPerGroup(group: readonly (string | null)[], article: ArrayLike<number>): Map<string | null, number> {
  const articles = new Map<string | null, Set<number>>();
  group.forEach((name, row) => {
    const known = articles.get(name) ?? new Set<number>();
    articles.set(name, known.add(article[row]!));
  });
  return new Map([...articles].map(([name, own]) => [name, own.size]));
}
