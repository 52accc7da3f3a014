import { readManifest } from '../services/runner/manifest.js'
import { triageReasons } from '../src/flow/decision/reasons.js'

function cell(text: string): string {
  return text.replace(/\s+/g, ' ').trim().replaceAll('|', '\\|')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function tables(): Readonly<Record<string, string>> {
  const { inputs, outputs } = readManifest()
  return {
    inputs: table(
      ['input', 'default', 'meaning'],
      Object.entries(inputs).map(([name, { description, default: value, required }]) => [
        `\`${name}\``,
        required === true ? 'required' : value === undefined || value === '' ? '' : `\`${value}\``,
        description
      ])
    ),
    outputs: table(
      ['output', 'meaning'],
      Object.entries(outputs).map(([name, { description }]) => [`\`${name}\``, description])
    ),
    reasons: table(
      ['reason', 'meaning'],
      Object.entries(triageReasons).map(([reason, meaning]) => [`\`${reason}\``, meaning])
    )
  }
}

/**
 * The README with its tables written anew between their markers (`<!-- inputs -->` … `<!-- /inputs -->`), from action.yml and from the
 * code. Throws when the place of a table is missing.
 */
export function renderReadme(readme: string): string {
  let text = readme
  for (const [name, content] of Object.entries(tables())) {
    const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
    const [from, to] = [text.indexOf(start), text.indexOf(end)]
    if (from < 0 || to < from)
      throw new Error(`README.md has no place for the table "${name}": ${start} … ${end}`)
    text = `${text.slice(0, from + start.length)}\n\n${content}\n\n${text.slice(to)}`
  }
  return text
}
