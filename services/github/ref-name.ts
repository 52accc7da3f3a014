const REFUSED = '~^:?*[\\\u007f'

/**
 * Whether git takes the text as the full name of a ref: `git check-ref-format` without its options.
 * https://git-scm.com/docs/git-check-ref-format#_description
 */
export function isRefName(name: string): boolean {
  if ([...name].some((letter) => letter <= ' ' || REFUSED.includes(letter))) return false
  if (name.includes('..') || name.includes('@{') || name.endsWith('.')) return false
  const parts = name.split('/')
  return (
    parts.length > 1 && parts.every((part) => part !== '' && !part.startsWith('.') && !part.endsWith('.lock'))
  )
}
