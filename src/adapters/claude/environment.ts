import { delimiter, isAbsolute, join } from 'node:path'

/** Switches of the program, each for one reason. https://code.claude.com/docs/en/env-vars */
const SWITCHES: Readonly<Record<string, string>> = {
  // Telemetry of the vendor, surveys, feature flags; OpenTelemetry stays, when it is asked for.
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
  // The version is pinned.
  DISABLE_AUTOUPDATER: '1',
  // Instructions and memories that lie in the checkout are text of strangers.
  CLAUDE_CODE_DISABLE_CLAUDE_MDS: '1',
  CLAUDE_CODE_DISABLE_AUTO_MEMORY: '1',
  // The brief quotes strangers: an `@path` in it must not pull a file in.
  CLAUDE_CODE_DISABLE_FILE_MENTIONS: '1',
  // It would run git in the tree that the agent edits.
  CLAUDE_CODE_DISABLE_GIT_INSTRUCTIONS: '1',
  // Nothing may outlive the turn that started it.
  CLAUDE_CODE_DISABLE_BACKGROUND_TASKS: '1',
  CLAUDE_CODE_DISABLE_FILE_CHECKPOINTING: '1',
  // Every tool is told in full, so that what the first event lists is all there is.
  ENABLE_TOOL_SEARCH: 'false',
  // Ten by default, which is minutes of waiting that count against the run's time.
  CLAUDE_CODE_MAX_RETRIES: '4',
  // Milliseconds for our own server to answer when the machine is busy.
  MCP_TIMEOUT: '30000'
}

export interface EnvironmentFacts {
  /** Value of PATH. */
  readonly searchPath: string
  /** Folder of this run alone. */
  readonly home: string
  /** Credentials of the model's service and what goes with them. */
  readonly environment: Readonly<Record<string, string>>
}

/** All that the program's process gets; nothing of our own environment. */
export function buildEnvironment({
  searchPath,
  home,
  environment
}: EnvironmentFacts): Record<string, string> {
  return {
    ...environment,
    ...SWITCHES,
    PATH: absoluteFolders(searchPath).join(delimiter),
    HOME: home,
    CLAUDE_CONFIG_DIR: join(home, '.claude'),
    TMPDIR: join(home, 'tmp'),
    LANG: 'C.UTF-8'
  }
}

/** Folders of a PATH. A relative one would be looked for in the tree that the agent edits, and is left out. */
export function absoluteFolders(searchPath: string): readonly string[] {
  return searchPath.split(delimiter).filter((folder) => isAbsolute(folder))
}
