import type { Context } from 'koa';

/** What a column of short text holds. */
const LONGEST_NAME = 255;

/** Who asks, as kept with runs and in the journal; through an admin token, its owner and in brackets its name. */
export const askedBy = (ctx: Context): string => {
  const person = String(ctx.state.user?.email ?? ctx.state.user?.id ?? 'admin');
  const { strategy, credentials } = ctx.state.auth ?? {};
  return strategy?.name === 'admin-token' ? `${person} (${credentials?.name})`.slice(0, LONGEST_NAME) : person;
};
