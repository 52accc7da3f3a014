import { type StrykerOptions } from '@stryker-mutator/api/core'
import { commonTokens, declareFactoryPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin'
import { z } from 'zod'
import { InProcessRunner } from './in-process-runner.js'

export const RUNNER_NAME = 'in-process'

const optionsSchema = z.object({
  inProcess: z.object({
    testFolders: z.array(z.string()),
    slowTests: z.string(),
    share: z.number(),
    seed: z.string().default('')
  })
})

/** The name is that of the folder that Stryker copied the instrumented sources to: it starts the runner in it. */
function createRunner(options: StrykerOptions): InProcessRunner {
  return new InProcessRunner(process.cwd(), optionsSchema.parse(options).inProcess)
}
createRunner.inject = tokens(commonTokens.options)

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, RUNNER_NAME, createRunner)]

/** Options of Stryker that are this plugin's own. */
export const strykerValidationSchema = {
  properties: {
    inProcess: {
      description: 'Which tests the in-process runner runs.',
      type: 'object',
      properties: {
        testFolders: { type: 'array', items: { type: 'string' } },
        slowTests: { type: 'string' },
        share: { type: 'number' },
        seed: { type: 'string' }
      }
    }
  }
}
