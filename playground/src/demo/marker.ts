import type { Core } from '@strapi/strapi';

/** What the demo has done in this database, in Strapi's core store: a second start repeats nothing. */
export interface DemoState {
  /** Last instant of the world; kept so that a resumed load simulates the same events. */
  readonly end?: number;
  readonly seed?: number;
  readonly content?: boolean;
  readonly events?: number;
  readonly nightly?: boolean;
  readonly token?: string;
  /** Of the account, where the demo can be reached from elsewhere. */
  readonly password?: string;
}

const store = (strapi: Core.Strapi) => strapi.store({ type: 'core', name: 'foresight-demo' });

export const readState = async (strapi: Core.Strapi): Promise<DemoState> =>
  ((await store(strapi).get({ key: 'state' })) as DemoState | null) ?? {};

export async function keepState(strapi: Core.Strapi, change: DemoState): Promise<DemoState> {
  const state = { ...(await readState(strapi)), ...change };
  await store(strapi).set({ key: 'state', value: state });
  return state;
}
