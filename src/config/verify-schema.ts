import * as z from 'zod'

const command = z.string().min(1).max(2_000)

const FILES = { error: 'write {files} where the paths of the test files go' }

const project = z.strictObject({
  paths: z
    .array(z.string().min(1))
    .min(1)
    .describe('Paths (as in .gitignore) that belong to this project; the first project that fits wins.'),
  folder: z
    .string()
    .regex(/^(?!\/)(?!.*\.\.)[\w.@/-]*$/, { error: 'write a folder of the repository, such as apps/web' })
    .optional()
    .describe('Folder that the commands run in; by default that of the nearest manifest.'),
  'set-up': z
    .string()
    .max(2_000)
    .optional()
    .describe(
      'Makes a fresh checkout ready, such as npm ci. Runs with the network on; empty: nothing is needed.'
    ),
  verify: command.optional().describe('Runs the whole suite, such as npm test.'),
  'test-files': command
    .refine((text) => text.includes('{files}'), FILES)
    .optional()
    .describe(
      'Runs some test files: {files} stands for their paths, such as npx jest --runTestsByPath {files}.'
    ),
  'test-patterns': z
    .array(z.string().min(1))
    .default([])
    .describe('Paths (as in .gitignore) of test files, beside the usual ones.')
})

/** How a fix is proven. */
export const verifySchema = z.strictObject({
  sandbox: z
    .enum(['auto', 'required', 'off'])
    .default('auto')
    .describe('Cut the network off from test commands: where the machine can, or else not at all, or never.'),
  repeats: z
    .number()
    .int()
    .min(1)
    .max(20)
    .default(3)
    .describe('How often the new tests have to pass, to tell a flaky one.'),
  minutes: z.number().min(1).max(180).default(15).describe('Limit of one test command.'),
  'set-up-minutes': z.number().min(1).max(180).default(15).describe('Limit of one set-up command.'),
  projects: z
    .array(project)
    .default([])
    .describe('Commands of parts of the repository; what no project names is detected from its manifests.')
})
