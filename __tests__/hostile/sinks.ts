import { hostileKinds, type HostileKind } from './corpus/hostile-text.js'

/** A test that tries every kind of text on a sink, or the kinds that it is about. */
export interface Check {
  /** Below `__tests__`. */
  readonly file: string
  /** Part of a title in there, as it is written. */
  readonly title: string
  /** Kinds that it tries. */
  readonly kinds: readonly HostileKind[]
}

/** Where text of strangers comes out. */
export const sinks = [
  'log of the step',
  'annotations',
  'outputs',
  'summary',
  'diagrams of the summary',
  'JSON report',
  'description of a ticket',
  'comments of a ticket',
  'line over a ticket',
  'labels of a ticket',
  'body of a pull request',
  'title of a pull request',
  'message of a commit',
  'name of a branch',
  'hand-off to the fix job',
  'prompt of a ticket',
  'brief and data of the agent',
  'arguments and environment of programs',
  'paths of files and of requests',
  'JQL',
  'GraphQL',
  'queries of Datadog',
  'regular expressions of the config',
  'readers of text'
] as const

export type Sink = (typeof sinks)[number]

const every = (file: string, title: string): Check => ({ file, title, kinds: hostileKinds })
const about = (file: string, title: string, ...kinds: readonly HostileKind[]): Check => ({
  file,
  title,
  kinds
})

/** The whole action between vendors whose every field is hostile, with every sink judged after each run. */
const wholeRuns = every('hostile/replies/every-field.test.ts', 'changes nothing but words')
const identities = about(
  'hostile/replies/identity-fields.test.ts',
  'is refused or not used',
  'paths',
  'commands',
  'queries'
)
const triggers = every('hostile/replies/triggers.test.ts', 'is heard as the alert that it is')
const processes = every(
  'hostile/sinks/child-processes.test.ts',
  'neither as an argument nor in their environment'
)
const fixRuns = every('hostile/sinks/publishing.test.ts', 'opens a quiet pull request')

/** What is checked where. A sink without a test of its own is judged in runs of the whole action. */
export const checks = {
  'log of the step': [
    every('hostile/sinks/run-log.test.ts', 'says it and does nothing'),
    about('adapters/runner/run-log.test.ts', 'command', 'commands'),
    wholeRuns,
    triggers
  ],
  annotations: [every('hostile/sinks/run-log.test.ts', 'says it and does nothing'), wholeRuns, triggers],
  outputs: [every('hostile/sinks/step-files.test.ts', 'set one output each'), wholeRuns, triggers, fixRuns],
  summary: [
    every('hostile/sinks/summaries.test.ts', 'says %s and does nothing'),
    about('report/hostile-text.test.ts', 'is shown and does nothing', 'markdown', 'html', 'addresses'),
    wholeRuns,
    fixRuns
  ],
  'diagrams of the summary': [
    every('hostile/sinks/charts.test.ts', 'has the boxes and the lines'),
    wholeRuns
  ],
  'JSON report': [every('hostile/sinks/step-files.test.ts', 'read back as it was'), wholeRuns],
  'description of a ticket': [every('hostile/sinks/tickets.test.ts', 'says %s and does nothing'), wholeRuns],
  'comments of a ticket': [
    every('hostile/sinks/tickets.test.ts', 'says %s and does nothing'),
    wholeRuns,
    fixRuns
  ],
  'line over a ticket': [every('hostile/sinks/tickets.test.ts', 'says %s on one line'), wholeRuns],
  'labels of a ticket': [wholeRuns, identities],
  'body of a pull request': [
    every('hostile/sinks/pull-requests.test.ts', 'says %s and does nothing'),
    about('flow/pull-request/hostile-words.test.ts', 'wherever it stands', 'references', 'markdown', 'html'),
    fixRuns
  ],
  'title of a pull request': [
    every('hostile/sinks/pull-requests.test.ts', 'says %s and does nothing'),
    fixRuns
  ],
  'message of a commit': [every('hostile/sinks/pull-requests.test.ts', 'says %s and does nothing'), fixRuns],
  'name of a branch': [
    every('hostile/sinks/pull-requests.test.ts', 'a request with anything else is refused'),
    fixRuns
  ],
  'hand-off to the fix job': [
    every('hostile/sinks/prompts.test.ts', 'comes through the hand-off whole and bounded'),
    every('hostile/properties/documents.test.ts', 'is read as it was written, within the payload')
  ],
  'prompt of a ticket': [every('hostile/sinks/prompts.test.ts', 'holds %s as data')],
  'brief and data of the agent': [
    every('hostile/sinks/prompts.test.ts', 'in the file of data, and nowhere else'),
    about('modes/fix/injected-instructions.test.ts', 'reaches the agent as data', 'instructions'),
    about('adapters/claude/hostile-run.test.ts', 'is refused all of it', 'instructions', 'paths', 'shell')
  ],
  'arguments and environment of programs': [processes],
  'paths of files and of requests': [wholeRuns, identities, processes],
  JQL: [wholeRuns, identities],
  GraphQL: [fixRuns],
  'queries of Datadog': [wholeRuns],
  'regular expressions of the config': [
    every('hostile/sinks/patterns.test.ts', 'it never fails a run'),
    about('config/hostile-policy.test.ts', 'each problem names the file', 'json')
  ],
  'readers of text': [
    every('hostile/properties/parsers.test.ts', 'answers every text of the corpus'),
    about('flow/issue/any-trace.test.ts', 'takes linear time', 'regular expressions'),
    about('flow/fix/guard/code/hostile-text.test.ts', 'takes linear time', 'regular expressions'),
    about('text/redact-time.test.ts', 'title', 'regular expressions')
  ]
} as const satisfies Readonly<Record<Sink, readonly Check[]>>
