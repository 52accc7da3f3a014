/** A text table: the first column to the left, the others to the right unless they are words. */
export function renderTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  const isNumeric = head.map((_, column) =>
    rows.every((row) => /^([-\d][\d.,]*( (ms|s|kB|MB|%))?)?$/.test(row[column] ?? ''))
  )
  const line = (cells: readonly string[]): string =>
    `  ${widths.map((width, column) => pad(cells[column] ?? '', width, isNumeric[column] === true)).join('  ')}`.trimEnd()
  const rule = `  ${widths.map((width) => '─'.repeat(width)).join('  ')}`
  return [line(head), rule, ...rows.map(line)].join('\n')
}

function pad(text: string, width: number, toTheRight: boolean): string {
  return toTheRight ? text.padStart(width) : text.padEnd(width)
}

export function inMs(milliseconds: number): string {
  return `${Math.round(milliseconds)} ms`
}
