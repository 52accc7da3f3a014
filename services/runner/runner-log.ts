/** A message that the runner shows beside the run. */
export interface Annotation {
  readonly kind: 'error' | 'warning' | 'notice'
  readonly message: string
}

const COMMAND = /^::(add-mask|error|warning|notice)(?: [^:]*)?::(.*)$/

/** What a runner makes of a step's output: it carries commands out, and hides what it was told to mask. */
export class RunnerLog {
  readonly lines: string[] = []
  readonly annotations: Annotation[] = []
  readonly #masks: string[] = []

  /** The line as people see it; `undefined` when they see nothing of it. */
  show(line: string): string | undefined {
    const [, command, data = ''] = COMMAND.exec(line) ?? []
    const message = unescape(data)
    if (command === 'add-mask') {
      this.#masks.push(message)
      return undefined
    }
    if (command === 'error' || command === 'warning' || command === 'notice') {
      this.annotations.push({ kind: command, message: this.#mask(message) })
    }
    const titles = { error: 'Error', warning: 'Warning', notice: 'Notice' } as const
    const shown = this.#mask(
      command === undefined ? line : `${titles[command as Annotation['kind']]}: ${message}`
    )
    this.lines.push(shown)
    return shown
  }

  #mask(text: string): string {
    return this.#masks.reduce((shown, mask) => shown.replaceAll(mask, '***'), text)
  }
}

function unescape(data: string): string {
  return data.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}
