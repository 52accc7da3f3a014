import { sanitiseLine } from '../../text/sanitise.js'
import { truncateText } from '../../text/truncate.js'
import { PERMISSION_MODE } from './arguments.js'
import type { StartEvent } from './events.js'

export interface ExpectedStart {
  readonly version: string
  /** The agent's folder, with every symbolic link on the way to it resolved. */
  readonly folder: string
  /** All that it has, the one that takes the answer included. */
  readonly tools: readonly string[]
  /** Names of its tool servers. */
  readonly servers: readonly string[]
  /** Folders beside its own that it may read. */
  readonly beside: readonly string[]
  /** Whether the model's service is asked with ANTHROPIC_API_KEY. */
  readonly ownKey: boolean
}

/**
 * What in the program's first event differs from what it was given. Anything at all means that something else than our
 * command line has configured it, a managed setting of the machine for instance: such a run is stopped before it begins.
 */
export function findSurprises(start: StartEvent, expected: ExpectedStart): readonly string[] {
  const servers = start.mcp_servers.map(({ name, status }) => `${name} ${status}`)
  // The program says `none` for every credential that it does not keep itself: a token, a role of the cloud.
  const sources = expected.ownKey ? ['ANTHROPIC_API_KEY'] : ['none']
  return [
    ...difference('tools', start.tools, expected.tools),
    ...difference(
      'tool servers',
      servers,
      expected.servers.map((name) => `${name} connected`)
    ),
    ...difference('permission mode', [start.permissionMode], [PERMISSION_MODE]),
    ...difference('version', [start.claude_code_version], [expected.version]),
    ...difference('folder', [start.cwd], [expected.folder]),
    ...difference('folders beside it', start.additional_directories, expected.beside),
    ...difference('source of the key', [start.apiKeySource], sources),
    ...difference('skills', start.skills.map(String), []),
    ...difference('commands', start.slash_commands.map(String), []),
    // Those that come with the program have no part of their own in a run without skills and commands.
    ...difference(
      'plugins',
      start.plugins.filter(({ source }) => !source.endsWith('@builtin')).map(({ name }) => name),
      []
    )
  ]
}

function difference(what: string, seen: readonly string[], expected: readonly string[]): readonly string[] {
  const added = seen.filter((each) => !expected.includes(each))
  const missing = expected.filter((each) => !seen.includes(each))
  const parts = [
    ...(added.length > 0 ? [`not expected: ${list(added)}`] : []),
    ...(missing.length > 0 ? [`missing: ${list(missing)}`] : [])
  ]
  return parts.length === 0 ? [] : [`${what} (${parts.join('; ')})`]
}

function list(names: readonly string[]): string {
  return truncateText(sanitiseLine(names.join(', ')), 200)
}
