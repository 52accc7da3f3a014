/** Files that the agent may neither read nor write, wherever they lie. */
const UNREADABLE = ['.env', '.env.*', '.npmrc', '.netrc', '*.pem', '*.key']

/** More rules than any policy has, and few enough for a command line. */
const MAXIMUM_RULES = 500

/**
 * Deny rules of the program for paths that the agent may not touch. `Edit(…)` governs `Write` as well; rules for `Write` are
 * ignored by the program. A pattern that a rule cannot say is left out: the guard judges the change in any case.
 * https://code.claude.com/docs/en/permissions#read-and-edit
 */
export function denyRules(denyEdits: readonly string[]): readonly string[] {
  const edits = denyEdits.flatMap((pattern) => rulePaths(pattern).map((path) => `Edit(${path})`))
  const reads = UNREADABLE.flatMap((pattern) => rulePaths(pattern).map((path) => `Read(${path})`))
  return [...new Set([...reads, ...edits])].slice(0, MAXIMUM_RULES)
}

/** A gitignore pattern as paths of a rule, anchored at the folder that the agent works in. */
function rulePaths(pattern: string): readonly string[] {
  const written = pattern.trim()
  // What an earlier pattern denies stays denied: a rule has no way to say "but this one".
  if (written === '' || written.startsWith('#') || written.startsWith('!') || hasControl(written)) return []
  const bare = trimSlashes(written)
  if (bare === '') return []
  const anchored = written.startsWith('/') || bare.includes('/')
  const path = anchored ? `./${bare}` : `./**/${bare}`
  // A pattern that matches a folder covers all that is in it.
  if (written.endsWith('/')) return [`${path}/**`]
  return bare.endsWith('**') ? [path] : [path, `${path}/**`]
}

function trimSlashes(pattern: string): string {
  let start = 0
  let end = pattern.length
  while (pattern[start] === '/') start += 1
  while (end > start && pattern[end - 1] === '/') end -= 1
  return pattern.slice(start, end)
}

function hasControl(pattern: string): boolean {
  return [...pattern].some((sign) => sign < ' ' || sign === '\u007f')
}
