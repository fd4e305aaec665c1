export { answerWhatIf, type LeverValue, type PlacedForecast, type WhatIfAnswer, type WhatIfVariant } from './answer';
export type { Changes } from './changes';
export { changeOf, type WhatIfEffects } from './effects';
export { fitEffects } from './fit-effects';
export type { Wording } from './sentence';
