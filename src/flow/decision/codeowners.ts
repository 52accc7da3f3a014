import ignore, { type Ignore } from 'ignore'

/** One line of a CODEOWNERS file. */
export interface OwnershipRule {
  /** From 1. */
  readonly line: number
  readonly pattern: string
  /** Empty: the pattern takes ownership away. */
  readonly owners: readonly string[]
}

interface CompiledRule extends OwnershipRule {
  readonly matches: (path: string) => boolean
}

/** A parsed CODEOWNERS file; `source` is its path in the repository. */
export interface CodeOwners {
  readonly source: string
  readonly rules: readonly CompiledRule[]
}

/** GitHub looks in these places, in this order, and reads the first file that exists. */
export const codeOwnersPaths = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const

/** `@user`, `@org/team` or an e-mail address. */
const OWNER = /^(@|[^@\s]+@)[^@\s]+$/

/**
 * Reads a CODEOWNERS file. Lines that GitHub does not support (`!` negation, `[ ]` ranges, sections, `\#`, owners that are
 * none) are skipped, as GitHub skips them. A space in a path is written `\ `.
 * https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 */
export function parseCodeOwners(source: string, text: string): CodeOwners {
  const rules = text.split(/\r?\n/).flatMap((content, index): CompiledRule[] => {
    const comment = content.search(/(^|\s)#/)
    const words = (comment < 0 ? content : content.slice(0, comment)).trim().split(/(?<!\\)\s+/)
    const [pattern, ...owners] = words
    if (pattern === undefined || pattern === '' || /^!|^\\#|[[\]]/.test(pattern)) return []
    if (!owners.every((owner) => OWNER.test(owner))) return []
    return [{ line: index + 1, pattern, owners, matches: matcherOf(pattern) }]
  })
  return { source, rules }
}

/** The last line that matches the path; `undefined` when none does, or when the path is not one of a repository. */
export function findOwnershipRule(codeOwners: CodeOwners, path: string): OwnershipRule | undefined {
  if (!ignore.isPathValid(path)) return undefined
  return codeOwners.rules.findLast((rule) => rule.matches(path))
}

function matcherOf(pattern: string): (path: string) => boolean {
  const rule: Ignore = ignore({ ignorecase: false }).add(pattern)
  // Unlike in .gitignore, `docs/*` owns the files of docs/ and not those of its folders.
  if (pattern.endsWith('/*')) rule.add(`!${pattern}/`)
  return (path) => rule.ignores(path)
}
