/** What tests see of secrets.mjs. */
export function ensureSecrets(file?: string): void;
