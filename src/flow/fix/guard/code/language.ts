/** How a language writes comments, strings and blocks: as much as a reader of lines needs. */
export interface Language {
  readonly lineComments: readonly string[]
  readonly blockComments: boolean
  /** Longest first: `"""` stands before `"`. */
  readonly quotes: readonly Quote[]
  /** A slash where a value may stand opens a regular expression. */
  readonly regexLiterals: boolean
}

interface Quote {
  readonly mark: string
  readonly manyLines: boolean
  readonly escapes: boolean
  /** What opens code inside, up to its closing brace. */
  readonly hole?: '${'
  /** Opens a literal of one character alone: elsewhere the mark means something else. */
  readonly oneCharacter?: true
}

const single: Quote = { mark: "'", manyLines: false, escapes: true }
const character: Quote = { ...single, oneCharacter: true }
const double: Quote = { mark: '"', manyLines: false, escapes: true }
const triple: Quote = { mark: '"""', manyLines: true, escapes: true }
const tripleSingle: Quote = { mark: "'''", manyLines: true, escapes: true }
const backtick: Quote = { mark: '`', manyLines: true, escapes: false }
const template: Quote = { mark: '`', manyLines: true, escapes: true, hole: '${' }

const slashes = { lineComments: ['//'], blockComments: true, regexLiterals: false }
const hashes = { lineComments: ['#'], blockComments: false, regexLiterals: false }

/** A quote never spans lines unless its language has a mark of its own for that: a stray one costs one line. */
export const languages = {
  javascript: { ...slashes, quotes: [template, single, double], regexLiterals: true },
  typescript: { ...slashes, quotes: [template, single, double], regexLiterals: true },
  python: { ...hashes, quotes: [triple, tripleSingle, single, double] },
  go: { ...slashes, quotes: [backtick, single, double] },
  rust: { ...slashes, quotes: [character, double] },
  java: { ...slashes, quotes: [triple, single, double] },
  kotlin: { ...slashes, quotes: [triple, single, double] },
  csharp: { ...slashes, quotes: [triple, single, double] },
  swift: { ...slashes, quotes: [triple, double] },
  dart: { ...slashes, quotes: [triple, tripleSingle, single, double] },
  php: { ...slashes, lineComments: ['//', '#'], quotes: [single, double] },
  ruby: { ...hashes, quotes: [single, double] },
  elixir: { ...hashes, quotes: [triple, double] }
} as const satisfies Readonly<Record<string, Language>>
export type LanguageName = keyof typeof languages

const extensions: Readonly<Record<string, LanguageName>> = {
  js: 'javascript',
  jsx: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  ts: 'typescript',
  tsx: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  vue: 'typescript',
  svelte: 'typescript',
  py: 'python',
  pyi: 'python',
  go: 'go',
  rs: 'rust',
  java: 'java',
  groovy: 'java',
  scala: 'kotlin',
  kt: 'kotlin',
  kts: 'kotlin',
  cs: 'csharp',
  swift: 'swift',
  dart: 'dart',
  php: 'php',
  rb: 'ruby',
  rake: 'ruby',
  ex: 'elixir',
  exs: 'elixir'
}

/** `undefined`: a language that no rule knows, or data. */
export function languageOf(path: string): LanguageName | undefined {
  const extension = path.slice(path.lastIndexOf('.') + 1).toLowerCase()
  return Object.hasOwn(extensions, extension) ? extensions[extension] : undefined
}
