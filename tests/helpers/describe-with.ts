import { hasPostgres, hasRedis } from '../../scripts/servers.mjs';

const HAS = { postgres: hasPostgres, redis: hasRedis } as const;
const required = (process.env['FORESIGHT_REQUIRE'] ?? '').split(',');

/** `describe` where this machine has the servers' programs, or must have them (FORESIGHT_REQUIRE): else it is skipped. */
export const describeWith = (...programs: readonly (keyof typeof HAS)[]): jest.Describe =>
  programs.every((name) => HAS[name]() || required.includes(name)) ? describe : describe.skip;
