/**
 * A command to the runner, as one line: `::name key=value::message`. The message may have several lines and any sign; the name
 * and the keys are ours.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function workflowCommand(
  name: 'add-mask' | 'warning' | 'notice' | 'error',
  message: string,
  properties: Readonly<Record<string, string>> = {}
): string {
  const pairs = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`)
  return `::${[name, pairs.join(',')].filter((part) => part !== '').join(' ')}::${escapeMessage(message)}`
}

/** https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function escapeMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
