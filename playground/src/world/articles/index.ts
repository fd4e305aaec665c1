import type { WorldArticle } from '../article';
import { culture } from './culture';
import { environment } from './environment';
import { food } from './food';
import { health } from './health';
import { technology } from './technology';
import { travel } from './travel';

/** The sixty articles written for the demo, ten per category. */
export const articles: readonly WorldArticle[] = [
  ...food,
  ...travel,
  ...health,
  ...technology,
  ...culture,
  ...environment,
];
