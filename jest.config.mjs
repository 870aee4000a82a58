/** Tests run from TypeScript as ES modules; `#room/file.js` resolves to `src/` through the "source" condition. */
export default {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['ts-jest', { useESM: true, diagnostics: false }] },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/dist-trials'],
  testTimeout: 120_000,
  // Processes of their own: what one test file patches or leaves behind is not the next one's.
  maxWorkers: 2,
  workerIdleMemoryLimit: '1GB',
};
