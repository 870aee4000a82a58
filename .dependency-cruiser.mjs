/** The walls between the rooms of src/. Each row: the room, and the rooms it may import besides itself. */
const mayImport = {
  process: [],
  errors: [],
  commands: ['process'],
  config: ['process', 'errors'],
  wording: ['process', 'commands', 'config', 'errors'],
  ports: ['process', 'config'],
  engine: ['process', 'commands', 'config', 'wording', 'errors', 'ports'],
  github: ['ports', 'process', 'config', 'errors'],
  store: ['ports', 'process', 'errors'],
  environments: ['ports', 'process', 'config', 'errors'],
  hooks: ['ports', 'process', 'errors'],
  simulator: [],
  // The command line looks into the server's store, asks GitHub and deploys as the server does.
  cli: [
    'ports',
    'process',
    'commands',
    'engine',
    'config',
    'wording',
    'errors',
    'simulator',
    'store',
    'github',
    'environments',
  ],
};

/** The command line reads the server's variables as the server does; whoever else would, meets `nobody-imports-app`. */
const serverSettings = '^src/app/read-environment[.]ts$';

const walls = Object.entries(mayImport).map(([room, allowed]) => ({
  name: `wall-${room}`,
  severity: 'error',
  comment: `${room}/ may import ${allowed.length > 0 ? allowed.join(', ') : 'no other room'}; see docs/layout.md.`,
  from: { path: `^src/${room}/` },
  to: { path: '^src/', pathNot: `^src/(${[room, ...allowed].join('|')})/|${serverSettings}` },
}));

const npmOnlyIn = (name, packages, room, hint) => ({
  name,
  severity: 'error',
  comment: hint,
  from: { path: '^src/', pathNot: `^src/(${room})/` },
  to: { path: `node_modules/(${packages})` },
});

export default {
  forbidden: [
    ...walls,
    {
      name: 'pure-rooms',
      severity: 'error',
      comment:
        'process/ and errors/ know nothing of npm or Node (but Temporal, which is JavaScript to be); wording/ does no I/O.',
      from: { path: '^src/(process|errors|wording)/' },
      to: {
        dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-no-pkg'],
        pathNot: 'node_modules/temporal-polyfill/',
      },
    },
    {
      name: 'no-io-in-texts',
      severity: 'error',
      comment: 'commands/ and config/ read what they are handed; npm is theirs, Node’s own modules are not.',
      from: { path: '^src/(commands|config)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'ports-are-types',
      severity: 'error',
      comment: 'ports/ holds types only: import them with `import type`.',
      from: { path: '^src/ports/' },
      to: { dependencyTypesNot: ['type-only'] },
    },
    npmOnlyIn(
      'octokit-in-github',
      '@octokit|probot',
      'github|app|cli',
      'Octokit is used by github/ alone (app/ wires it, cli/ protects with a person’s token).',
    ),
    npmOnlyIn('sql-in-store', 'kysely|pg|libsql', 'store', 'SQL lives in store/.'),
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'A cycle has no first file to read.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nobody-imports-app',
      severity: 'error',
      comment: 'app/ is the composition root.',
      from: { path: '^src/(?!app/)' },
      to: { path: '^src/app/', pathNot: serverSettings },
    },
    {
      name: 'server-settings-for-cli',
      severity: 'error',
      comment:
        'What the server was told by its environment is handed in; only cli/ stands outside, and reads it itself.',
      from: { path: '^src/(?!app/|cli/)' },
      to: { path: serverSettings },
    },
    {
      name: 'src-never-imports-test',
      severity: 'error',
      comment: 'Tests know src, not the other way.',
      from: { path: '^src/' },
      to: { path: '^test/' },
    },
    {
      name: 'installed-for-all',
      severity: 'error',
      comment:
        'What runs for users is a dependency; development dependencies are not there. Types may come from them.',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'type-only'] },
    },
    {
      name: 'no-unresolved',
      severity: 'error',
      comment: 'Every import must resolve, else the walls see nothing.',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'executors-apart',
      severity: 'error',
      comment:
        'Executors never import each other; the probes and what runs on this machine serve all of them.',
      from: { path: '^src/environments/([^/]+)/' },
      to: { path: '^src/environments/[^/]+/', pathNot: '^src/environments/($1|probes|host)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'require', 'node', 'default'],
    },
  },
};
