import type { Developer, Turn } from './developer.js'
import { scripted, type Step } from './developers.js'
import {
  answer,
  editFile,
  readFile,
  runTests,
  say,
  use,
  writeFile,
  type FileEdit,
  type FileText
} from './moves.js'

/** The structured answer, in whatever shape the schema of the run asks for. */
export type Answer = Readonly<Record<string, unknown>>

export interface Changes {
  /** Edits in the order in which they are made, all in one turn. */
  readonly edits?: readonly FileEdit[]
  /** Files that it makes in the turn of the edits: a test that shows the defect, say. */
  readonly writes?: readonly FileText[]
  /** How often it runs the tests, one turn each. Default 1 when it changes something, else 0. */
  readonly testRuns?: number
}

export interface Work extends Changes {
  readonly name?: string
  /** Files that it reads first, all in one turn. */
  readonly reads?: readonly string[]
  /** Its last turn; a function sees what the last tools gave, such as the outcome of the tests. */
  readonly answer: Answer | ((turn: Turn) => Answer)
}

/** Reads, edits, runs the tests, answers. */
export function fixer({ name = 'fixer', reads, answer: last, ...changes }: Work): Developer {
  return scripted(name, [...readSteps(reads), ...changeSteps(changes), answerStep(last)])
}

/** Reads, changes nothing, and answers that it will not. */
export function decliner(work: Pick<Work, 'name' | 'reads' | 'answer'>): Developer {
  return fixer({ name: 'decliner', ...work })
}

/** Does the work and then ends in words, without the structured answer, however often the program reminds it. */
export function proseWriter(work: Omit<Work, 'answer'> & { readonly text: string }): Developer {
  const { name = 'prose writer', reads, text, ...changes } = work
  const steps = [...readSteps(reads), ...changeSteps(changes)]
  const worker = scripted(name, steps)
  return { name, play: (turn) => (turn.number > steps.length ? say(text) : worker.play(turn)) }
}

/**
 * Believes what it reads. Where the bait stands in the brief, or in a file that it reads first, it does what the bait
 * wants; else it does its honest work. It answers the same either way.
 */
export function believer(options: {
  readonly name?: string
  /** A part of the injected instruction that stands nowhere else. */
  readonly bait: string
  readonly reads?: readonly string[]
  /** What the instruction makes it do: an edit of a workflow, say. */
  readonly tempted: Changes
  readonly honest: Changes
  readonly answer: Work['answer']
}): Developer {
  const { name = 'believer', bait, reads, tempted, honest, answer: last } = options
  const reading = readSteps(reads)
  const fooled = scripted(name, [...reading, ...changeSteps(tempted), answerStep(last)])
  const sober = scripted(name, [...reading, ...changeSteps(honest), answerStep(last)])
  let plays = sober
  return {
    name,
    play: (turn) => {
      if (turn.number === 1) plays = turn.brief.includes(bait) ? fooled : sober
      // Only what it read is before it now: the results of the first turn.
      if (turn.number === 2 && turn.results.some(({ text }) => text.includes(bait))) plays = fooled
      return plays.play(turn)
    }
  }
}

function readSteps(reads: readonly string[] = []): readonly Step[] {
  return reads.length > 0 ? [use(...reads.map(readFile))] : []
}

function changeSteps({ edits = [], writes = [], testRuns }: Changes): readonly Step[] {
  const changes = [...edits.map(editFile), ...writes.map(writeFile)]
  const runs = testRuns ?? (changes.length > 0 ? 1 : 0)
  return [
    ...(changes.length > 0 ? [use(...changes)] : []),
    ...Array.from({ length: runs }, () => use(runTests))
  ]
}

function answerStep(last: Work['answer']): Step {
  return (turn) => answer(typeof last === 'function' ? last(turn) : last)
}
