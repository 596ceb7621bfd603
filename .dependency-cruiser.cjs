/** The arrows of the house: which folder may import which. */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    forbid('no-circular', 'A cycle hides who needs whom.', {}, { circular: true }),
    forbid(
      'page-to-engine',
      'The page knows the engine by its contract and the specs of analyses only.',
      { path: '^src/' },
      {
        path: '^workers/',
        pathNot: '^workers/(api\\.ts|api/[^/]+\\.ts|analyses/[^/]+/spec\\.ts|engine\\.worker\\.ts)$',
      },
    ),
    forbid(
      'engine-to-page',
      'The engine does not know that the page exists.',
      { path: '^workers/' },
      { path: '^src/' },
    ),
    forbid(
      'statistics-alone',
      'Estimators take numbers and give numbers.',
      { path: '^workers/stats/', pathNot: '(\\.test\\.ts|test-data\\.ts)$' },
      { path: '^(workers/(?!stats/)|src/|test/)' },
    ),
    forbid(
      'analyses-apart',
      'One analysis never imports another.',
      { path: '^workers/analyses/([^/]+)/' },
      { path: '^workers/analyses/[^/]+/', pathNot: '^workers/analyses/$1/' },
    ),
    forbid(
      'figures-apart',
      'One analysis never draws with another’s files.',
      { path: '^src/analyses/([^/]+)/' },
      { path: '^src/analyses/[^/]+/', pathNot: '^src/analyses/$1/' },
    ),
    forbid(
      'duckdb-in-two-places',
      'Only duckdb/, ingest/ and tests talk to DuckDB itself.',
      { path: '^(src|workers)/', pathNot: '^workers/(duckdb|ingest)/|\\.test\\.ts$' },
      { path: 'node_modules/@duckdb' },
    ),
    forbid(
      'no-tests-in-product',
      'Tests are not shipped.',
      { path: '^(src|workers)/', pathNot: '(\\.test\\.ts|test-data\\.ts)$' },
      { path: '^test/|\\.test\\.ts$' },
    ),
    forbid(
      'development-only',
      'The product uses no development dependency.',
      { path: '^(src|workers)/', pathNot: '(\\.test\\.ts|test-data\\.ts)$' },
      { dependencyTypes: ['npm-dev'], pathNot: 'node_modules/(svelte|vite|@types)/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'default', 'svelte', 'types'],
    },
  },
};
