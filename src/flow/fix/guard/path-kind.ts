import type { ChangeScope } from './guard-verdict.js'
import { packageFileOf } from './package-files.js'
import { isTestFile } from './test-files.js'

export type PathKind = ChangeScope['files'][number]['kind']

/** Endings of program text, templates included, since they run. */
const codeEndings = new Set(
  `js jsx mjs cjs ts tsx mts cts vue svelte astro py pyi pyx rb erb haml slim rake go rs java kt kts groovy scala sc
   clj cljs cljc php phtml cs fs fsx vb razor cshtml dart swift m mm c cc cpp cxx h hh hpp hxx ex exs eex heex leex erl
   hrl lua pl pm r jl hs ml mli elm zig nim cr html htm ejs hbs mustache jinja jinja2 j2 twig graphql gql css scss sass
   less`.split(/\s+/)
)

/**
 * What a file is for, by its path alone. Manifests and lockfiles come first, wherever they lie: a `package.json` between tests
 * decides how these run.
 */
export function kindOfPath(path: string, testPatterns: readonly string[]): PathKind {
  const packageFile = packageFileOf(path)
  if (packageFile !== undefined) return packageFile
  if (isTestFile(path, testPatterns)) return 'test'
  const name = path.slice(path.lastIndexOf('/') + 1)
  const dot = name.lastIndexOf('.')
  return dot > 0 && codeEndings.has(name.slice(dot + 1).toLowerCase()) ? 'code' : 'other'
}

/** Whether the file is text for people only. */
export function isDocumentation(path: string): boolean {
  return /\.(?:md|mdx|markdown|rst|adoc|asciidoc|txt)$/i.test(path)
}
