import { writeFileSync } from 'node:fs';

import type { Core } from '@strapi/strapi';

import type { Account } from './account';
import { say } from './progress';

/** A published article to ask about. */
const newestArticle = async (strapi: Core.Strapi): Promise<string> => {
  const newest = (await strapi.db.query('api::article.article' as never).findOne({
    select: ['documentId'],
    where: { locale: 'en', publishedAt: { $notNull: true } },
    orderBy: { publishedOn: 'desc' },
  })) as { documentId: string } | null;
  return newest?.documentId ?? 'DOCUMENT_ID';
};

/** The same for whoever loads the demo and starts it in another way (`npm run cluster`): into the file it names. */
export async function handOver(strapi: Core.Strapi, account: Account, token: string): Promise<void> {
  const file = process.env['FORESIGHT_HAND_OVER_FILE'];
  if (!file) return;
  const known = { ...account, token, documentId: await newestArticle(strapi) };
  writeFileSync(file, JSON.stringify(known), { mode: 0o600 });
}

/** Where to look: the admin, the account, and three lines to try the API with. */
export async function printWelcome(strapi: Core.Strapi, account: Account, token: string): Promise<void> {
  const { host, port } = strapi.config.get('server') as { host: string; port: number };
  const origin = `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`;
  const documentId = await newestArticle(strapi);
  const body = JSON.stringify({
    title: 'Why do gulls steal chips?',
    text: 'A morning with the birds of the harbour wall.',
  });

  say('');
  say(`  Admin     ${origin}/admin   ${account.email}   ${account.password}`);
  say(`  Health    ${origin}/api/foresight/health`);
  say('');
  say('  What is expected to be read most (public):');
  say(`    curl '${origin}/api/foresight/rankings?limit=5'`);
  say('');
  say(`    TOKEN=${token}`);
  say('  What is expected of the newest article, and why:');
  say(`    curl -H "Authorization: Bearer $TOKEN" '${origin}/api/foresight/predictions/${documentId}'`);
  say('  Which category a text belongs to:');
  say(
    `    curl -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '${body}' '${origin}/api/foresight/classify'`
  );
  say('');
  say('  Ctrl-C stops it; the same command starts it again.');
}
