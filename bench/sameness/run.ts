import { readFileSync, writeFileSync } from 'node:fs'
import { ownData } from './corpus/own-data.js'
import { loadFolder } from './load-folder.js'
import { measureJudgement, measureSameness, type Judgement, type Sameness } from './measure.js'
import { readOptions } from './options.js'
import { insertTable } from './readme-table.js'
import { renderMarkdown, summarise } from './summary.js'
import { judgementSections, samenessSections, speedSection, summarySection, type Section } from './tables.js'
import { measureThroughput } from './throughput.js'
import { OURS } from './ways/ours.js'

/** The documents that show the table. */
export const documents: readonly URL[] = ['README.md', '../../README.md'].map(
  (path) => new URL(path, import.meta.url)
)

/**
 * How well we read traces, normalise messages, tell bugs apart, find the culprit, class and redact, next to well-known ways.
 * Prints; with `--write` also puts the summary of our own corpus into the documents.
 */
export function runSameness(args: readonly string[]): void {
  const options = readOptions(args)
  const data = options.data === undefined ? ownData() : loadFolder(options.data)
  const sameness = measureSameness(data)
  const judgement = options.data === undefined ? measureJudgement(data) : { classes: {}, redaction: {} }
  const summary = summarise(sameness, judgement).filter(({ ours }) => ours !== undefined)
  const speeds = measureThroughput(data)
  if (options.json) {
    console.log(JSON.stringify({ summary, ...sameness, ...judgement, speeds }, undefined, 2))
  } else {
    const own = options.data === undefined ? judgementSections(judgement) : []
    for (const section of [
      ...samenessSections(sameness),
      ...own,
      speedSection(speeds),
      summarySection(summary)
    ]) {
      printSection(section)
    }
  }
  if (options.wrong) for (const section of wrongSections(sameness, judgement)) printSection(section)
  if (options.write && options.data === undefined) {
    const table = renderMarkdown(summary)
    for (const document of documents)
      writeFileSync(document, insertTable(readFileSync(document, 'utf8'), table))
  }
}

function printSection({ title, table }: Section): void {
  console.log(`\n\u001b[1m${title}\u001b[0m\n\n${table}`)
}

function wrongSections(sameness: Sameness, judgement: Judgement): readonly Section[] {
  return Object.entries({ ...sameness, ...judgement }).flatMap(([question, reports]): readonly Section[] => {
    const ours: unknown = typeof reports === 'object' ? Reflect.get(reports, OURS) : undefined
    const wrong: unknown = typeof ours === 'object' && ours !== null ? Reflect.get(ours, 'wrong') : undefined
    if (!Array.isArray(wrong) || wrong.length === 0) return []
    return [
      { title: `Judged wrong by us: ${question}`, table: wrong.map((id) => `  ${String(id)}`).join('\n') }
    ]
  })
}
