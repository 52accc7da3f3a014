import { renderTable } from '../table.js'
import type { Judgement, Reports, Sameness } from './measure.js'
import type { PairReport } from './scores/pairs.js'
import { inPercent, isMissed, type SummaryRow } from './summary.js'
import type { Speed } from './throughput.js'
import { OURS } from './ways/ours.js'

/** A table with its title. */
export interface Section {
  readonly title: string
  readonly table: string
}

function rowsOf<Report>(
  reports: Reports<Report>,
  cells: (report: Report) => readonly (number | undefined)[]
): readonly (readonly string[])[] {
  return Object.entries(reports).map(([name, report]) => [name, ...cells(report).map(inPercent)])
}

export function samenessSections(sameness: Sameness): readonly Section[] {
  const { traces, messages, events, culprits, rows } = sameness
  return [
    {
      title: `Reading stack traces: ${rows.traces} traces`,
      table: renderTable(
        ['', 'exact traces', 'frames found', 'precision', 'in-app right'],
        rowsOf(traces, ({ overall }) => [overall.exact, overall.found, overall.precision, overall.inApp])
      )
    },
    { title: 'Exact traces by language', table: readersByLanguage(traces) },
    pairSection(`Message templates: ${rows.messages} pairs`, messages),
    groupSection('Message templates by kind of variable: pairs judged right', messages, 'kind'),
    groupSection('Message templates by source: pairs judged right', messages, 'source'),
    pairSection(`Is it the same bug? ${rows.events} pairs of events`, events),
    groupSection('Same bug, by language: pairs judged right', events, 'language'),
    groupSection('Same bug, by the one change: pairs judged right', events, 'change'),
    {
      title: `Culprit: ${rows.culprits} traces; its file is found in ${inPercent(sameness.paths)} of the repositories`,
      table: renderTable(
        ['', 'frame right'],
        rowsOf(culprits, ({ right }) => [right])
      )
    }
  ].filter(({ table }) => table !== '')
}

export function judgementSections({ classes, redaction }: Judgement): readonly Section[] {
  const [ours] = Object.values(classes)
  const [redacted] = Object.values(redaction)
  const kinds = Object.keys(redacted?.byKind ?? {})
  return [
    {
      title: `Class: ${ours?.overall.cases ?? 0} errors`,
      table: renderTable(
        ['', 'precision', 'recall'],
        rowsOf(classes, ({ overall }) => [overall.precision, overall.recall])
      )
    },
    {
      title: 'Our class, by language',
      table: renderTable(
        ['', 'precision', 'recall'],
        rowsOf(ours?.byLanguage ?? {}, ({ precision, recall }) => [precision, recall])
      )
    },
    {
      title: `Redaction: ${redacted?.texts ?? 0} texts with one secret each`,
      table: renderTable(
        ['', 'secrets found', 'harmless texts changed'],
        rowsOf(redaction, ({ found, touched }) => [found, touched])
      )
    },
    {
      title: 'Redaction by kind: secrets found',
      table: renderTable(
        ['', ...Object.keys(redaction)],
        kinds.map((kind) => [kind, ...Object.values(redaction).map(({ byKind }) => inPercent(byKind[kind]))])
      )
    }
  ]
}

export function speedSection(speeds: readonly Speed[]): Section {
  const inMb = (speed: number): string => `${speed.toFixed(2)} MB/s`
  return {
    title: 'Throughput, next to a plain way in the same run (a ratio below 1: the plain way is faster)',
    table: renderTable(
      ['', OURS, 'plain way', 'ratio', 'the plain way'],
      speeds.map((each) => [
        each.what,
        inMb(each.ours),
        inMb(each.plain),
        each.ratio.toFixed(2),
        each.plainWay
      ])
    )
  }
}

export function summarySection(rows: readonly SummaryRow[]): Section {
  return {
    title: 'Summary',
    table: renderTable(
      ['', OURS, 'best other', 'target', '', 'the best other'],
      rows.map((row) => [
        row.question,
        inPercent(row.ours),
        inPercent(row.best),
        `${row.atMost === true ? '≤' : '≥'} ${inPercent(row.target)}`,
        isMissed(row) ? 'MISSED' : 'met',
        row.bestWay
      ])
    )
  }
}

function pairSection(title: string, reports: Reports<PairReport>): Section {
  return {
    title,
    table: renderTable(
      ['', 'precision', 'recall', 'F1', 'specificity'],
      rowsOf(reports, ({ overall }) => [overall.precision, overall.recall, overall.f1, overall.specificity])
    )
  }
}

function groupSection(title: string, reports: Reports<PairReport>, grouping: string): Section {
  const all = Object.values(reports).map(({ groups }) => groups[grouping] ?? {})
  const names = Object.keys(all[0] ?? {}).sort()
  const numbers = Object.keys(reports).map((_, at) => (at === 0 ? OURS : `(${at})`))
  const key = Object.keys(reports)
    .slice(1)
    .map((name, at) => `(${at + 1}) ${name}`)
  const table = renderTable(
    ['', 'pairs', ...numbers],
    names.map((name) => [
      name,
      String(all[0]?.[name]?.pairs ?? 0),
      ...all.map((group) => inPercent(group[name]?.accuracy))
    ])
  )
  return { title, table: names.length === 0 ? '' : `${table}\n  ${key.join(', ')}` }
}

function readersByLanguage(reports: Sameness['traces']): string {
  const all = Object.values(reports)
  const languages = Object.keys(all[0]?.byLanguage ?? {})
  if (languages.length === 0) return ''
  return renderTable(
    ['', 'traces', ...Object.keys(reports)],
    languages.map((language) => [
      language,
      String(all[0]?.byLanguage[language]?.traces ?? 0),
      ...all.map(({ byLanguage }) => inPercent(byLanguage[language]?.exact))
    ])
  )
}
