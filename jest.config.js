import { longSuites } from './long-suites.js'

// https://jestjs.io/docs/configuration
/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/__tests__'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', ...longSuites],
  extensionsToTreatAsEsm: ['.ts'],
  // TypeScript sources import each other with the `.js` ending that NodeNext asks for.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['ts-jest', { useESM: true }] },
  setupFiles: ['<rootDir>/__tests__/fixed-seed.js'],
  testTimeout: 60_000,
  // Most tests wait for sockets and child processes.
  maxWorkers: 3,
  // Modules of every test stay in a worker's memory, until collecting garbage takes longer than the tests.
  workerIdleMemoryLimit: '700MB'
}
