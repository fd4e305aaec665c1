/** A small world of readers, pure and seeded: no Strapi, no clock. */
export { dealSkills, drawImages, makeSimArticles, schedulePublications, type SimArticle } from './article';
export { eventIdOf } from './event-id';
export { plantedEffects } from './expected-views';
export { createChance, seedOf } from './random';
export { simulate, type SimEvent } from './simulate';
export { DEFAULT_WORLD, SIGNED_EFFECTS, worldFrom, type EffectName, type WorldEffects } from './world';
