export { answerWhatIf, type PlacedForecast, type WhatIfAnswer, type WhatIfVariant } from './answer';
export type { Changes } from './changes';
export { changeOf, type WhatIfEffects } from './effects';
