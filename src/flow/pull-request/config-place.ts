/** Path below the top of the repository; `undefined` for `owner/repo/path@ref`, a file that repositories share, and for a way out. */
export function pathInRepository(location: string): string | undefined {
  const parts = location.split('/').filter((part) => part !== '' && part !== '.')
  const elsewhere = location.startsWith('/') || parts.includes('..') || /@[^/]*$/.test(location)
  return elsewhere || parts.length === 0 ? undefined : parts.join('/')
}

/** The same of a file that is named from the folder of another one. */
export function pathBeside(path: string, named: string): string | undefined {
  return pathInRepository(`${path.slice(0, path.lastIndexOf('/') + 1)}${named}`)
}
