import { caseless } from './path-segments.js'

/**
 * Folders whose files do not run in production as they stand: copies of other people's code, what builds write, tests, and what is
 * there to be read. Of files that fit equally well, those outside of them are meant.
 */
const asideFolders: ReadonlySet<string> = new Set([
  ...['node_modules', 'bower_components', 'vendor', 'vendors', 'third_party', 'thirdparty', 'third-party'],
  ...['3rdparty', 'external', 'externals', 'deps', 'pods', 'carthage', 'site-packages', '.venv', 'venv'],
  ...['dist', 'build', 'out', 'output', 'target', 'bin', 'obj', '_build', 'coverage', 'generated'],
  ...['__generated__', 'compiled', 'classes', '.next', '.nuxt', '.output', 'deriveddata', 'bazel-out'],
  ...['test', 'tests', '__tests__', 'testing', 'testdata', 'test_data', 'spec', 'specs', 'e2e', 'cypress'],
  ...['fixture', 'fixtures', '__fixtures__', 'mock', 'mocks', '__mocks__', 'stubs', 'snapshots'],
  ...['example', 'examples', 'sample', 'samples', 'demo', 'demos', 'playground', 'sandbox', 'doc', 'docs'],
  ...['template', 'templates', 'skeleton', 'scaffold', 'bench', 'benches', 'benchmark', 'benchmarks']
])

/** Test projects carry it in their name: `Shop.Tests`, `shop-e2e`; source sets of Gradle: `androidTest`, `integrationTest`. */
const testProject = /(?:[.\-_]|(?<=[a-z])(?=T))(?:unit|integration|e2e)?[.\-_]?tests?$/i

/** Whether a file in these folders is beside the code that runs, see above. */
export function isAside(folders: readonly string[]): boolean {
  return folders.some((folder) => asideFolders.has(caseless(folder)) || testProject.test(folder))
}
