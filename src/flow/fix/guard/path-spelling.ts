import ignore from 'ignore'

/** Scripts with letters that look like Latin ones. */
const foreign = '[\\p{Script=Cyrillic}\\p{Script=Greek}\\p{Script=Armenian}\\p{Script=Cherokee}]'

/** What no path of an honest change has, and which program it fools. */
const oddities: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a backslash, which Windows takes for a separator', /\\/],
  ['a step out of its folder', /(?:^|\/)\.{1,2}(?:\/|$)/],
  ['an empty part', /^$|^\/|\/\/|\/$/],
  ['a colon, which names a stream or a drive on Windows', /:/],
  ['a sign that Windows refuses', /[*?"<>|]/],
  ['a dot or space at the end of a part, which Windows drops', /[. ](?:\/|$)/],
  ['a space at the beginning of a part', /(?:^|\/)\s/],
  ['a short name of Windows', /~\d/],
  ['a hyphen at its beginning, which programs take for an option', /^-/],
  ['a control character', /\p{Cc}/u],
  ['an invisible character', /[\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}\p{Default_Ignorable_Code_Point}]/u],
  ['a space that is none of ASCII', /(?! )\p{Zs}/u],
  [
    'letters of several scripts in one word',
    new RegExp(`\\p{Script=Latin}${foreign}|${foreign}\\p{Script=Latin}`, 'u')
  ]
]

/** Longest path that is looked at; Linux allows 4,096 bytes. */
const longestPath = 4_096

/** Whether a path can be matched with patterns; the length is held since matching goes down part by part. */
export function isRepositoryPath(path: string): boolean {
  return path.length <= longestPath && ignore.isPathValid(path)
}

/** Why a path is not what it seems to be; `undefined` for an ordinary one. */
export function oddityOf(path: string): string | undefined {
  if (path.length > longestPath) return `more than ${longestPath} characters`
  const found = oddities.find(([, pattern]) => pattern.test(path))
  if (found !== undefined) return found[0]
  // macOS writes marks apart from their letters.
  const isNormal = ['NFKC', 'NFKD'].some((form) => path.normalize(form) === path)
  return isNormal ? undefined : 'a look-alike of another character'
}

/**
 * The path as the most forgiving file system takes it, for comparing with what is denied: HFS+ passes over invisible characters
 * and NTFS over dots and spaces at the end, both over case. Never for allowing.
 */
export function foldPath(path: string): string {
  const plain = path
    .slice(0, longestPath)
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}]/gu, '')
    .toUpperCase()
    .toLowerCase()
    .replace(/\\/g, '/')
  const parts: string[] = []
  for (const part of plain.split('/')) {
    // Also what stands before the name of a stream: `.git::$INDEX_ALLOCATION`.
    const name = (part.split(':', 1)[0] ?? '').trim()
    const bare = name.replace(/[. ]{1,100}$/, '')
    if (name === '..') parts.pop()
    else if (bare !== '') parts.push(bare)
  }
  return parts.join('/')
}
