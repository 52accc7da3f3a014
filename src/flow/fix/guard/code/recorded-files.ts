import type { TreeChange } from '../../change.js'
import type { GuardFinding } from '../guard-verdict.js'
import { languageOf } from './language.js'

const snapshotPath =
  /(?:^|\/)(?:__snapshots__|__image_snapshots__|__file_snapshots__|testdata\/(?:golden|snapshots)|\.snapshots)\/|\.(?:snap|ambr|golden|storyshot)$|\.(?:approved|verified)\.\w{1,20}$/
/** Words that production code uses too. */
const snapshotWord = /(?:^|\/)(?:snapshots|goldens?)\/|\.(?:snap|snapshot|golden)(?:\.\w{1,20})?$/
const testFolder =
  /(?:^|\/)(?:__tests__|__fixtures__|__mocks__|__testdata__|tests?|spec|testdata|test[-_]data|test[-_]fixtures|androidTest|\w{1,40}(?:Tests|\.Tests))\//
const dataFolder = /(?:^|\/)(?:fixtures|specs|cassettes|vcr_cassettes)\//

/** A file of a recording that a test compares with. */
export function isSnapshot(path: string): boolean {
  return (
    snapshotPath.test(path) ||
    (snapshotWord.test(path) && languageOf(path) === undefined && (isInTestFolder(path) || isTestData(path)))
  )
}

/** Somewhere below a folder of tests. */
export function isInTestFolder(path: string): boolean {
  return testFolder.test(path)
}

/** Of a file that is no source: whether tests read it. */
export function isTestData(path: string): boolean {
  return testFolder.test(path) || dataFolder.test(path)
}

/** A new snapshot is no finding; of an old one, every entry has to stand as it was. */
export function findChangedSnapshot({ path, before, after }: TreeChange): readonly GuardFinding[] {
  if (before === undefined) return []
  const finding = (evidence: string, line?: number): readonly GuardFinding[] => [
    { rule: 'changed-snapshot', path, line, evidence }
  ]
  if (after === undefined) return finding('a recorded snapshot was deleted')
  if (before.text === undefined || after.text === undefined)
    return before.oid === after.oid ? [] : finding('a recorded snapshot that is not text was replaced')
  const now = new Set(entriesOf(after.text).map(({ text }) => text))
  const lost = entriesOf(before.text).find(({ text }) => !now.has(text))
  if (lost === undefined) return []
  return finding(`an entry was changed or removed: ${lost.text.trim().slice(0, 80)}`, lost.line)
}

/** Data that tests read, and that was there before. */
export function findChangedTestData({ path, before, after }: TreeChange): readonly GuardFinding[] {
  if (before === undefined || before.oid === after?.oid) return []
  const evidence =
    after === undefined ? 'data of existing tests was deleted' : 'data of existing tests was edited'
  return [{ rule: 'loosened-expectation', path, line: undefined, evidence }]
}

interface Entry {
  /** From 1. */
  readonly line: number
  readonly text: string
}

/** Heads of entries in files of Jest and Vitest, of syrupy, and of go-snaps. A file without any is one entry. */
const entryHead = /^(?:exports\[|# name: |\[Test.{0,300} - \d{1,6}\]$)/

function entriesOf(text: string): readonly Entry[] {
  const entries: { line: number; lines: string[] }[] = [{ line: 1, lines: [] }]
  text.split('\n').forEach((line, index) => {
    if (entryHead.test(line)) entries.push({ line: index + 1, lines: [] })
    entries.at(-1)?.lines.push(line)
  })
  return entries.map(({ line, lines }) => ({ line, text: lines.join('\n').trimEnd() }))
}
