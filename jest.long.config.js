import config from './jest.config.js'
import { longSuites } from './long-suites.js'

/** @type {import('jest').Config} */
export default {
  ...config,
  testMatch: undefined,
  testRegex: longSuites.map((suite) => `${suite}.*\\.test\\.ts$`.replace('\\..*\\.test', '\\.test')),
  testPathIgnorePatterns: ['/node_modules/']
}
