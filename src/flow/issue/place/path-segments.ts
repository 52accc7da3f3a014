/** Names between slashes. */
export function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '' && segment !== '.')
}

/** For comparing names as Windows and macOS do. */
export function caseless(text: string): string {
  return text.toLowerCase()
}
