import { readFileSync, writeFileSync } from 'node:fs'
import { markdownTable } from '../src/text/markdown.js'
import { parts as allParts } from './parts.js'
import type { PartScore, Scores } from './scores.js'

const head = ['', 'Score', 'Killed', 'Timed out', 'Survived', 'No test', 'Not loadable', 'Not tried']

/** Writes the tables of scores between their markers in `document`. */
export function updateDocument(document: string, scores: Scores): void {
  const tables = { parts: partTable(scores), files: fileTable(scores) }
  const text = Object.entries(tables).reduce(
    (whole, [name, table]) => {
      const between = new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`)
      return whole.replace(between, (_, open: string, close: string) => `${open}${table}\n${close}`)
    },
    readFileSync(document, 'utf8')
  )
  writeFileSync(document, text)
}

function partTable({ total, parts }: Scores): string {
  const rows = allParts.map(({ folder }) => {
    const score = parts[folder]
    const name = `\`${folder}\``
    return score === undefined ? [name, 'not measured', ...head.slice(2).map(() => '')] : rowOf(name, score)
  })
  return markdownTable(head, [...rows, rowOf('**all that was measured**', total)])
}

function fileTable({ files }: Scores): string {
  return markdownTable(
    head,
    Object.entries(files).map(([name, score]) => rowOf(`\`${name.replace('src/flow/', '')}\``, score))
  )
}

function rowOf(name: string, score: Omit<PartScore, 'tests' | 'skippedTests' | 'sources'>): string[] {
  const { killed, timeout, survived, noCoverage, error, notInSample } = score
  const margin = score.margin === 0 ? '' : ` ± ${score.margin.toFixed(1)}`
  const counts = [killed, timeout, survived, noCoverage, error, notInSample]
  return [name, `${score.score.toFixed(1)}${margin} %`, ...counts.map(String)]
}
