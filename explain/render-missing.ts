import { quote } from './curl-command.js'
import { replyKinds, type ReplyKind } from './saved-issue.js'
import type { MissingReply } from './saved-replies.js'

const tells = {
  issue: 'the issue itself',
  search: 'how often it happened, and for how many users and sessions',
  events: 'the stack trace, and with it culprit and class; environment, version and commit',
  trend: 'whether the error rate rises'
} as const satisfies Record<ReplyKind, string>

/** The replies that would tell more, each with the command that gets it, and how to put them into the file. */
export function renderMissing(missing: readonly MissingReply[], file: string, isBare: boolean): string {
  const kinds = replyKinds.filter((kind) => missing.some((each) => each.kind === kind))
  const blocks = kinds.map((kind) => {
    const commands = missing.filter((each) => each.kind === kind).map(({ command }) => command)
    return [`  "${kind}" would tell ${tells[kind]}${sayChoice(kind, commands.length)}:`, ...commands].join(
      '\n\n'
    )
  })
  return `${[
    '\nWHAT IT WOULD NEED TO KNOW MORE\n  Set DD_API_KEY and DD_APP_KEY in the environment; the commands take them from there.',
    ...blocks,
    '  Then put what came into one file with the issue, and explain that:',
    mergeCommand(kinds, file, isBare)
  ].join('\n\n')}\n`
}

function sayChoice(kind: ReplyKind, commands: number): string {
  if (commands > 1) return ', if another product than the one that gave no event reports the error'
  return kind === 'events' ? '. If its "data" is empty, explain again with it' : ''
}

function mergeCommand(kinds: readonly ReplyKind[], file: string, isBare: boolean): string {
  const added = kinds.map((kind) => `${kind}: input`).join(', ')
  const program = isBare ? `{issue: input, ${added}}` : `input + {${added}}`
  const whole = `${file.replace(/\.json$/, '')}.more.json`
  return `jq -n ${quote(program)} ${[file, ...kinds.map((kind) => `${kind}.json`)].map(quote).join(' ')} > ${quote(whole)}`
}
