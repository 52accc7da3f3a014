import { createRunLog } from '../../../src/adapters/runner/run-log.js'
import type { RunLog } from '../../../src/ports.js'

export const SECRET = 'hunter"2'

/** Knows one secret, with a quote in it, as passwords have them. */
export const redactor = {
  redact: (text: string): string => text.replaceAll(SECRET, '[removed]'),
  redactDeep<T>(value: T): T {
    const escaped = JSON.stringify(SECRET).slice(1, -1)
    return JSON.parse(JSON.stringify(value).replaceAll(escaped, '[removed]')) as T
  }
}

interface Command {
  readonly command: string
  readonly title: string | undefined
  readonly message: string
}

function unescape(text: string): string {
  return text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%')
}

/**
 * What a runner takes for a command, read as it reads: `::name key=value::message` behind blanks, `##[name]message` anywhere in
 * the line. https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export function commandIn(line: string): Command | undefined {
  const current = /^\s*::([^\s:]+)(?: (.*?))?::(.*)$/su.exec(line)
  if (current) {
    const [, command = '', properties = '', message = ''] = current
    const title = /(?:^|,)title=([^,]*)/.exec(properties)?.[1]
    return { command, title: title === undefined ? undefined : unescape(title), message: unescape(message) }
  }
  const legacy = /##\[([^\s\]]+)[^\]]*\](.*)$/su.exec(line)
  return legacy ? { command: legacy[1] ?? '', title: undefined, message: legacy[2] ?? '' } : undefined
}

/** A log, and the lines that it wrote. */
export function watchedLog(): { readonly log: RunLog; readonly lines: readonly string[] } {
  const lines: string[] = []
  return { log: createRunLog({ write: (line) => lines.push(line), redactor }), lines }
}
