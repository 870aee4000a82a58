import tseslint from 'typescript-eslint';

const pureRooms = ['process', 'commands', 'config', 'wording', 'errors'];

export default tseslint.config(
  {
    ignores: [
      'dist',
      'dist-trials',
      'coverage',
      'node_modules',
      'examples/**/*.mjs',
      'examples/**/*.js',
      'test/shape/bad',
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.mjs', 'scripts/*.mjs', '.dependency-cruiser.mjs'] },
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
      complexity: ['error', 12],
      'max-depth': ['error', 4],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportDefaultDeclaration',
          message: 'Named exports only: a file is the one thing it exports.',
        },
        { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // A callback may be handed in without caring what it returns.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // An adapter answers promises although one of its methods happens not to wait.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: pureRooms.map((room) => `src/${room}/**/*.ts`),
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'Date', message: 'A pure room is handed the time.' },
        { name: 'process', message: 'Only app/ and cli/ read the environment.' },
        { name: 'console', message: 'A pure room says nothing.' },
        { name: 'fetch', message: 'A pure room does no I/O.' },
        { name: 'setTimeout', message: 'A pure room does not wait.' },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'A pure room is handed its randomness.' },
      ],
    },
  },
  // Tables of rows and of sentences are as long as the process and its languages.
  { files: ['src/process/stages.ts', 'src/wording/**/*.ts'], rules: { 'max-lines': 'off' } },
  {
    files: ['test/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': 'off',
    },
  },
  {
    files: ['*.mjs', '.dependency-cruiser.mjs', 'scripts/*.mjs'],
    rules: { 'no-restricted-syntax': 'off' },
    ...tseslint.configs.disableTypeChecked,
  },
  { files: ['*.config.mjs', '.dependency-cruiser.mjs'], rules: { 'no-restricted-syntax': 'off' } },
);
