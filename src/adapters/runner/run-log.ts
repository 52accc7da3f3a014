import type { LogData, RunLog } from '../../ports.js'
import { neutraliseCommands, sanitiseText } from '../../text/sanitise.js'
import { truncateText } from '../../text/truncate.js'
import { formatData } from './log-data.js'
import { workflowCommand } from './workflow-command.js'

export interface RunLogOptions {
  /** Writes one line, without its line break, to standard output, where the runner reads its commands. */
  readonly write: (line: string) => void
  readonly redactor: { redact(text: string): string }
}

/**
 * The runner shows so many annotations of each kind per step and drops the rest, and cuts their text.
 * https://github.com/actions/runner/blob/main/src/Runner.Worker/ExecutionContext.cs
 */
const MAXIMUM_ANNOTATIONS = 10
const MAXIMUM_ANNOTATION_CHARS = 4096

const TITLE = 'Datadog autofix'

const LABELS = { warning: 'Warning', notice: 'Notice', error: 'Error' } as const

type Kind = keyof typeof LABELS

/**
 * The log of a step on a GitHub Actions runner. Text keeps its line breaks; whatever it says, no line of it is a command to
 * the runner. Everything that is written passes the redactor.
 */
export function createRunLog({ write, redactor }: RunLogOptions): RunLog {
  const annotations: Record<Kind, number> = { warning: 0, notice: 0, error: 0 }

  /** Twice, since characters that nobody sees can hide a secret from the first look. */
  const clean = (text: string): string => redactor.redact(sanitiseText(redactor.redact(text)))

  function compose(sentence: string, data: LogData = {}): string {
    return clean(sentence + formatData(data, clean))
  }

  function print(text: string): void {
    // All lines of one text go together, and each is a line of its own for whoever counts them.
    for (const line of neutraliseCommands(text).split('\n')) write(line)
  }

  function command(kind: Kind, text: string): void {
    // The runner prints the text below its title, line by line, and the page of the log draws a line `##[error]…` as its own.
    const shown = truncateText(neutraliseCommands(text), MAXIMUM_ANNOTATION_CHARS)
    write(workflowCommand(kind, shown, { title: TITLE }))
  }

  function annotate(kind: Kind, sentence: string, data: LogData | undefined): void {
    const text = compose(sentence, data)
    annotations[kind] += 1
    if (annotations[kind] < MAXIMUM_ANNOTATIONS) {
      command(kind, text)
      return
    }
    if (annotations[kind] === MAXIMUM_ANNOTATIONS) {
      command(
        kind,
        `The runner shows no more of them: every further ${kind} is in the log of this step only.`
      )
    }
    print(`${LABELS[kind]}: ${text}`)
  }

  return {
    info: (sentence, data) => print(compose(sentence, data)),
    warning: (sentence, data) => annotate('warning', sentence, data),
    notice: (sentence, data) => annotate('notice', sentence, data),
    error: (message, data) => annotate('error', message, data)
  }
}
