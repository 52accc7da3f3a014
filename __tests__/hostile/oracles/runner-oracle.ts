import { RunnerLog } from '../../../services/runner/runner-log.js'
import { FORGED } from '../corpus/hostile-text.js'

/** What the action says to a runner, and with which properties. */
const OURS = new Set(['add-mask', 'error', 'warning', 'notice'])

/** Commands that the runner would carry out and that a text gave. */
export function findForgedCommands(output: string): readonly string[] {
  const log = new RunnerLog()
  for (const line of output.split('\n')) log.show(line)
  return log.commands.flatMap(({ name, properties, message, line }) => {
    const titled = name === 'add-mask' || JSON.stringify(properties) === '{"title":"Datadog autofix"}'
    const ours = OURS.has(name) && titled && line.startsWith(`::${name}`) && !message.startsWith(FORGED)
    return ours ? [] : [`${name}: ${JSON.stringify(line.slice(0, 120))}`]
  })
}

/** Lines of an annotation that the log's page would draw as a line of the runner's own. */
export function findForgedLines(output: string): readonly string[] {
  const log = new RunnerLog()
  for (const line of output.split('\n')) log.show(line)
  return log.annotations.flatMap(({ message }) =>
    message.split('\n').filter((line) => /##\[\w|^\s*::[\w-]+(?: .*)?::/.test(line))
  )
}
