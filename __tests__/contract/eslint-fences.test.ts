import { fileURLToPath } from 'node:url'
import { describe, expect, it } from '@jest/globals'
import { ESLint } from 'eslint'
import tseslint from 'typescript-eslint'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Without the rules that need types: those make the linter read the whole program for every text. */
const eslint = new ESLint({ cwd: root, overrideConfig: [tseslint.configs.disableTypeChecked] })

/** Rules that complain about `text` when it stands in the file. */
async function complaints(path: string, text: string): Promise<readonly (string | null)[]> {
  const [result] = await eslint.lintText(text, { filePath: `${root}${path}` })
  expect(result?.fatalErrorCount).toBe(0)
  return result?.messages.map(({ ruleId }) => ruleId) ?? []
}

const IMPORTS = 'no-restricted-imports'
const SYNTAX = 'no-restricted-syntax'

describe('the linter refuses', () => {
  it.each([
    [IMPORTS, 'src/flow/issue/planted.ts', "export { readFileSync } from 'node:fs'\n"],
    [IMPORTS, 'src/flow/issue/planted.ts', "export { decide } from '../decision/decide.js'\n"],
    [IMPORTS, 'src/flow/issue/planted.ts', "export { callVendor } from '../../adapters/retry.js'\n"],
    [IMPORTS, 'src/text/planted.ts', "export { info } from '@actions/core'\n"],
    [IMPORTS, 'src/report/planted.ts', "export { triage } from '../modes/triage.js'\n"],
    [IMPORTS, 'src/modes/planted.ts', "export { callVendor } from '../adapters/retry.js'\n"],
    [IMPORTS, 'src/adapters/planted.ts', "export { triage } from '../modes/triage.js'\n"],
    ['no-restricted-properties', 'src/flow/issue/planted.ts', 'export const now = Date.now()\n'],
    ['no-restricted-properties', 'src/text/planted.ts', 'export const chance = Math.random()\n'],
    ['no-restricted-globals', 'src/report/planted.ts', 'export const wait = setTimeout\n'],
    [SYNTAX, 'src/planted.ts', "export const home = process.env['HOME']\n"],
    [SYNTAX, 'src/planted.ts', 'export function stop(): void {\n  process.exitCode = 1\n}\n'],
    [SYNTAX, 'src/planted.ts', 'export default 1\n'],
    [SYNTAX, 'src/planted.ts', 'export enum Colour {\n  Red\n}\n'],
    ['no-console', 'src/planted.ts', "console.log('x')\n"],
    ['max-lines', 'src/planted.ts', 'export {}\n'.repeat(251)],
    [
      '@typescript-eslint/no-explicit-any',
      'src/planted.ts',
      'export function same(x: any): void {\n  void x\n}\n'
    ]
  ])('by %s in %s: %s', async (rule, path, text) => {
    expect(await complaints(path, text)).toContain(rule)
  })
})

describe('the linter lets through', () => {
  it.each([
    ['src/main.ts', 'process.exitCode = process.env.CI === undefined ? 0 : 1\n'],
    ['src/adapters/planted.ts', "export { readFileSync } from 'node:fs'\n"],
    ['src/flow/decision/planted.ts', "export { known } from '../issue/known.js'\n"]
  ])('in %s: %s', async (path, text) => {
    expect((await complaints(path, text)).filter((rule) => rule?.startsWith('no-restricted-'))).toEqual([])
  })
})

describe('the rules that need types', () => {
  it.each([
    'no-floating-promises',
    'switch-exhaustiveness-check',
    'no-unsafe-assignment',
    'no-misused-promises'
  ])('are on: %s', async (name) => {
    const configuration = (await new ESLint({ cwd: root }).calculateConfigForFile(
      `${root}src/compose.ts`
    )) as {
      readonly rules: Readonly<Record<string, readonly unknown[]>>
    }
    // ESLint's number for "error".
    expect(configuration.rules[`@typescript-eslint/${name}`]?.[0]).toBe(2)
  })
})
