import { areaTitles, checkTables, type Area } from '../src/check-up/areas.js'
import { doctorReasons } from '../src/report/doctor-report.js'
import { readManifest } from '../services/runner/manifest.js'
import { triageReasons } from '../src/flow/decision/reasons.js'
import { guardRules } from '../src/flow/fix/guard/guard-verdict.js'
import { fixReasons } from '../src/flow/fix/fix-outcomes.js'

function cell(text: string): string {
  return text.replace(/\s+/g, ' ').trim().replaceAll('|', '\\|')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

type TableName =
  'inputs' | 'outputs' | 'reasons' | 'fix-reasons' | 'guard-rules' | 'doctor-reasons' | 'doctor-checks'

/** Documents with generated tables. */
export const documents = {
  'README.md': ['inputs', 'outputs', 'reasons', 'fix-reasons'],
  'docs/auto-fix.md': ['guard-rules'],
  'docs/doctor.md': ['doctor-reasons', 'doctor-checks']
} as const satisfies Readonly<Record<string, readonly TableName[]>>

export type DocumentName = keyof typeof documents

function tables(): Readonly<Record<TableName, string>> {
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
    ),
    'fix-reasons': table(
      ['reason', 'outcome', 'meaning'],
      Object.entries(fixReasons).map(([reason, [outcome, meaning]]) => [
        `\`${reason}\``,
        `\`${outcome}\``,
        meaning
      ])
    ),
    'guard-rules': table(
      ['rule', 'what it finds'],
      Object.entries(guardRules).map(([rule, meaning]) => [`\`${rule}\``, meaning])
    ),
    'doctor-reasons': table(
      ['reason', 'outcome', 'meaning'],
      Object.entries(doctorReasons).map(([reason, [outcome, meaning]]) => [
        `\`${reason}\``,
        `\`${outcome}\``,
        meaning
      ])
    ),
    'doctor-checks': table(
      ['part', 'check', 'question'],
      (Object.keys(checkTables) as Area[]).flatMap((area) =>
        Object.entries(checkTables[area]).map(([id, question]) => [areaTitles[area], `\`${id}\``, question])
      )
    )
  }
}

/**
 * A document with its tables written anew between their markers (`<!-- inputs -->` … `<!-- /inputs -->`), from action.yml and from
 * the code. Throws when the place of a table is missing.
 */
export function renderDocument(name: DocumentName, document: string): string {
  const all = tables()
  let text = document
  for (const table of documents[name]) {
    const [start, end] = [`<!-- ${table} -->`, `<!-- /${table} -->`]
    const [from, to] = [text.indexOf(start), text.indexOf(end)]
    if (from < 0 || to < from)
      throw new Error(`${name} has no place for the table "${table}": ${start} … ${end}`)
    text = `${text.slice(0, from + start.length)}\n\n${all[table]}\n\n${text.slice(to)}`
  }
  return text
}
