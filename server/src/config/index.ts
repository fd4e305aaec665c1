import { configSchema } from './schema';

export const config = {
  default: () => configSchema.parse({}),
  /** Strapi prints the message and stops: every wrong setting with its path, what came and what was expected. */
  validator(given: unknown): void {
    const result = configSchema.safeParse(given);
    if (result.success) return;
    const lines = result.error.issues.map(({ path, message }) => `${path.join('.') || '(root)'}: ${message}`);
    throw new Error(lines.join('; '));
  },
};
