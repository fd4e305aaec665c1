/**
 * Who is in a cluster and what they know: the processes by name, and the environment they share. `npm run cluster` starts
 * them here, docker-compose.yml in containers; a test holds the two equal.
 */
export const DEFAULT_SITES = 2;
export const DEFAULT_WORKERS = 1;
/** More would not fit on one machine. */
export const MOST = 8;

const named = (what, count) => Array.from({ length: count }, (_, at) => `${what}-${at + 1}`);

export const processesOf = ({ sites = DEFAULT_SITES, workers = DEFAULT_WORKERS } = {}) => ({
  sites: named('site', sites),
  workers: named('worker', workers),
});

/** Secrets that all processes of a site must share, else a session of one is worth nothing at another. */
export const SECRETS = [
  'APP_KEYS',
  'ADMIN_JWT_SECRET',
  'API_TOKEN_SALT',
  'TRANSFER_TOKEN_SALT',
  'JWT_SECRET',
  'ENCRYPTION_KEY',
];

/** What sites and workers have in common. The proxy before the sites is believed what it says of readers' addresses. */
export const sharedEnvironment = ({ databaseUrl, redisUrl, proxies }) => ({
  NODE_ENV: 'production',
  DATABASE_CLIENT: 'postgres',
  DATABASE_URL: databaseUrl,
  REDIS_URL: redisUrl ?? '',
  FORESIGHT_CONFIG: JSON.stringify({ trustedProxies: proxies }),
  STRAPI_TELEMETRY_DISABLED: 'true',
});

export const siteEnvironment = ({ host, port }) => ({ HOST: host, PORT: String(port) });
