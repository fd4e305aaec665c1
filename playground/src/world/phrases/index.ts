import type { WorldCategory } from '../article';
import type { PhraseBank } from './bank';
import { culturePhrases } from './culture';
import { environmentPhrases } from './environment';
import { foodPhrases } from './food';
import { healthPhrases } from './health';
import { technologyPhrases } from './technology';
import { travelPhrases } from './travel';

export const phrases: Readonly<Record<WorldCategory, PhraseBank>> = {
  food: foodPhrases,
  travel: travelPhrases,
  health: healthPhrases,
  technology: technologyPhrases,
  culture: culturePhrases,
  environment: environmentPhrases,
};
