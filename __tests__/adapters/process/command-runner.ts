import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCommandRunner, type CommandRunnerOptions } from '../../../src/adapters/process/run-command.js'
import type { CommandOptions, CommandRunner } from '../../../src/fix-ports.js'
import type { CommandRun } from '../../../src/flow/proof/proof-run.js'

export const SEARCH_PATH = process.env['PATH'] ?? ''

/** A folder for commands, and a way to run them in it. */
export class CommandStage {
  readonly folder = mkdtempSync(join(tmpdir(), 'autofix-command-'))

  runner(options: Partial<CommandRunnerOptions> = {}): CommandRunner {
    return createCommandRunner({
      environment: { PATH: SEARCH_PATH, HOME: this.folder, LANG: 'C.UTF-8' },
      sandbox: 'off',
      redact: (text) => text,
      temporaryFolder: this.folder,
      ...options
    })
  }

  run(runner: CommandRunner, command: string, options: Partial<CommandOptions> = {}): Promise<CommandRun> {
    return runner.run({ folder: this.folder, command, minutes: 1, network: 'cut', ...options })
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 })
  }
}
