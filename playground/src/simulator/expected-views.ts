import { isEvening, isWeekday, type SimArticle } from './article';
import type { EffectName, WorldEffects } from './world';

/** Each planted effect's share in an article's expected log views. */
export function plantedEffects(article: SimArticle, { effects }: WorldEffects): Record<EffectName, number> {
  return {
    titleLength: (effects.titleLength * (article.titleLength - 50)) / 15,
    textLength: effects.textLength * Math.log2(Math.max(20, article.words) / 150),
    evening: effects.evening * Number(isEvening(article.publishedAt)),
    weekday: effects.weekday * Number(isWeekday(article.publishedAt)),
    authorSkill: effects.authorSkill * article.authorSkill,
    questionTitle: effects.questionTitle * Number(article.question),
    images: effects.images * article.images,
    noise: effects.noise * (article.noise - 0.5) * Math.sqrt(12),
  };
}

/** Expected log views from planted effects and the site's level, without topic and chance. */
export function expectedLogViews(article: SimArticle, world: WorldEffects, span: { from: number; to: number }): number {
  const planted = Object.values(plantedEffects(article, world)).reduce((sum, effect) => sum + effect, 0);
  const elapsed = (article.publishedAt - span.from) / (span.to - span.from);
  return Math.log(world.baseViews * article.audience) + planted + world.growth * (elapsed - 0.5) - MEAN_PLANTED;
}

/** Evening, weekday and question titles only ever add: this brings the typical article back to `baseViews`. */
const MEAN_PLANTED = 0.45;
