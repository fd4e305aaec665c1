import type { Core } from '@strapi/strapi';

import { secret } from '../src/secrets';

const admin = ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Admin => ({
  auth: { secret: secret('ADMIN_JWT_SECRET') },
  apiToken: { salt: secret('API_TOKEN_SALT') },
  transfer: { token: { salt: secret('TRANSFER_TOKEN_SALT') } },
  secrets: { encryptionKey: secret('ENCRYPTION_KEY') },
  // Browser tests log in more often than five times in five minutes.
  rateLimit: { enabled: env.bool('ADMIN_RATE_LIMIT', process.env['NODE_ENV'] !== 'test') },
  flags: { nps: false, promoteEE: false, docLinks: true },
});

export default admin;
