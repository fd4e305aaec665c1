/** Imports point down only, and never in a circle: see docs/architecture.md. */
const down = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: to },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circle',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'core-is-pure',
      severity: 'error',
      comment: 'core knows no Strapi, no database and nothing above itself',
      from: { path: '^server/src/core' },
      to: { path: '^server/src/(?!core/)' },
    },
    {
      name: 'core-has-few-packages',
      severity: 'error',
      from: { path: '^server/src/core' },
      to: { path: 'node_modules/(?!(natural|ml-random-forest|lru-cache|@types/node)/)' },
    },
    {
      name: 'browser-core-stays-light',
      severity: 'error',
      comment: 'the admin runs core/seo and core/content in the browser',
      from: { path: '^server/src/core/(seo|content)' },
      to: { pathNot: '^server/src/core/(seo|content|target|errors)' },
    },
    down(
      'repositories-are-low',
      '^server/src/repositories',
      '^server/src/(services|worker|jobs|controllers|routes|policies|middlewares|contracts)',
      'repositories read core and config only'
    ),
    down(
      'worker-is-low',
      '^server/src/worker',
      '^server/src/(services|jobs|controllers|routes|policies|middlewares)',
      'the worker imports core, repositories and config'
    ),
    down(
      'services-are-below-http',
      '^server/src/services',
      '^server/src/(controllers|routes|policies)',
      'decisions do not know HTTP'
    ),
    down('controllers-are-below-routes', '^server/src/controllers', '^server/src/routes', 'routes name controllers'),
    down(
      'contracts-read-core-only',
      '^server/src/contracts',
      '^server/src/(?!contracts/|core/)',
      'contracts are shared with the browser'
    ),
    {
      name: 'admin-reads-contracts-and-browser-core',
      severity: 'error',
      from: { path: '^admin/src' },
      to: { path: '^server/src/', pathNot: '^server/src/(contracts|core/(seo|content))/' },
    },
    {
      name: 'admin-takes-types-of-contracts',
      severity: 'error',
      comment: 'zod stays on the server',
      from: { path: '^admin/src' },
      to: { path: '^server/src/contracts/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'client-takes-types-of-contracts',
      severity: 'error',
      comment: 'what a site loads holds nothing of the server, and no package',
      from: { path: '^client/src' },
      to: { path: '^(server|admin|playground)/|node_modules/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'client-reads-contracts-only',
      severity: 'error',
      from: { path: '^client/src' },
      to: { path: '^(server|admin|playground)/', pathNot: '^server/src/contracts/' },
    },
    {
      name: 'tracker-stands-alone',
      severity: 'error',
      comment: 'every byte of it is loaded by every reader',
      from: { path: '^client/src/tracker' },
      to: { pathNot: '^client/src/(tracker/|event-id)' },
    },
    {
      name: 'nothing-imports-the-client',
      severity: 'error',
      comment: 'it is served and packed, never called',
      from: { path: '^(server|admin)/src' },
      to: { path: '^client/' },
    },
    {
      name: 'no-strapi-utils',
      severity: 'error',
      from: {},
      to: { path: 'node_modules/@strapi/utils', dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'server/tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|build|\\.tmp)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.json', '.d.ts'],
    },
  },
};
