const [start, end] = ['<!-- sameness -->', '<!-- /sameness -->']

/** The document with the table between its markers. Throws when the place is missing. */
export function insertTable(document: string, table: string): string {
  const [from, to] = [document.indexOf(start), document.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`The document has no place for the table: ${start} … ${end}`)
  return `${document.slice(0, from + start.length)}\n\n${table}\n\n${document.slice(to)}`
}

/** What stands between the markers; `undefined` where they are missing. */
export function tableIn(document: string): string | undefined {
  const [from, to] = [document.indexOf(start), document.indexOf(end)]
  return from < 0 || to < from ? undefined : document.slice(from + start.length, to).trim()
}
