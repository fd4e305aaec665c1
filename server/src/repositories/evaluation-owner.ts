/** Name under which the out-of-fold predictions of a version lie beside its bytes, for comparing the next one with it. */
export const evaluationOf = (modelVersion: string): string => `${modelVersion}/evaluation`;
