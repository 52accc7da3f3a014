/** A message that the runner shows beside the run. */
export interface Annotation {
  readonly kind: 'error' | 'warning' | 'notice'
  readonly message: string
}

/** A command that the runner took out of a line. */
export interface RunnerCommand {
  /** In lower case. */
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly message: string
  /** As the process wrote it. */
  readonly line: string
}

/**
 * What a runner knows, in any case of letters.
 * https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs
 */
const KNOWN = new Set([
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'internal-set-repo-path',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning'
])

/** What .NET takes for white space at the start of a line. https://learn.microsoft.com/dotnet/api/system.char.iswhitespace */
const BLANKS = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/

/** Characters that a comparison by culture passes over. */
const IGNORED = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u0000]/gu

const TITLES = { error: 'Error', warning: 'Warning', notice: 'Notice' } as const

/** What a runner makes of a step's output: it carries commands out, and hides what it was told to mask. */
export class RunnerLog {
  readonly lines: string[] = []
  readonly annotations: Annotation[] = []
  /** Every command that was carried out, in order. */
  readonly commands: RunnerCommand[] = []
  readonly #masks: string[] = []
  #stoppedUntil: string | undefined

  /** The line as people see it; `undefined` when they see nothing of it. A carriage return ends a line like a line feed. */
  show(line: string): string | undefined {
    const shown = line
      .replace(/\r$/, '')
      .split('\r')
      .flatMap((part) => this.#show(part) ?? [])
    return shown.length === 0 ? undefined : shown.join('\n')
  }

  #show(line: string): string | undefined {
    const command = this.#take(line)
    const shown = this.#mask(command === undefined ? line : this.#carryOut(command))
    if (command?.name === 'add-mask') return undefined
    this.lines.push(shown)
    return shown
  }

  /** While commands are stopped, nothing is one but the word that starts them again. */
  #take(line: string): RunnerCommand | undefined {
    const command = readCommand(line, this.#stoppedUntil)
    if (this.#stoppedUntil === undefined || command === undefined) return command
    if (command.name !== this.#stoppedUntil) return undefined
    this.#stoppedUntil = undefined
    return command
  }

  #carryOut(command: RunnerCommand): string {
    const { name, message, line } = command
    this.commands.push(command)
    if (name === 'error' || name === 'warning' || name === 'notice') {
      this.annotations.push({ kind: name, message: this.#mask(message) })
      return `${TITLES[name]}: ${message}`
    }
    // Every line of a value is masked, and so is the whole.
    if (name === 'add-mask') this.#masks.push(...[message, ...message.split(/\r?\n/)].filter(isText))
    if (name === 'stop-commands') this.#stoppedUntil = message.toLowerCase()
    return line
  }

  #mask(text: string): string {
    return this.#masks.reduce((shown, mask) => shown.replaceAll(mask, '***'), text)
  }
}

function isText(mask: string): boolean {
  return mask.trim() !== ''
}

/**
 * The command in a line: `::name key=value::message` behind blanks, or the older `##[name key=value;]message` anywhere in it.
 * Whatever a runner might see is one here, whichever culture it compares by.
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
function readCommand(line: string, extra: string | undefined): RunnerCommand | undefined {
  for (const text of new Set([line, line.replace(IGNORED, '')])) {
    const found = readCurrent(text) ?? readOlder(text)
    if (found && (KNOWN.has(found.name) || found.name === extra)) return { ...found, line }
  }
  return undefined
}

type Parsed = Omit<RunnerCommand, 'line'>

function readCurrent(line: string): Parsed | undefined {
  const text = line.replace(BLANKS, '')
  const end = text.indexOf('::', 2)
  if (!text.startsWith('::') || end < 0) return undefined
  return parsed(text.slice(2, end), ',', unescape(text.slice(end + 2)))
}

function readOlder(line: string): Parsed | undefined {
  const start = line.indexOf('##[')
  const end = start < 0 ? -1 : line.indexOf(']', start)
  return end < 0 ? undefined : parsed(line.slice(start + 3, end), ';', unescape(line.slice(end + 1)))
}

function parsed(head: string, separator: string, message: string): Parsed {
  const space = head.indexOf(' ')
  const name = (space < 0 ? head : head.slice(0, space)).toLowerCase()
  const pairs = (space < 0 ? '' : head.slice(space + 1)).split(separator).flatMap((pair) => {
    const equals = pair.indexOf('=')
    return equals < 1 ? [] : [[pair.slice(0, equals).trim(), unescapeProperty(pair.slice(equals + 1))]]
  })
  return { name, properties: Object.fromEntries(pairs) as Record<string, string>, message }
}

function unescape(data: string): string {
  return data.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}

function unescapeProperty(data: string): string {
  return unescape(data.replaceAll('%3A', ':').replaceAll('%2C', ','))
}
