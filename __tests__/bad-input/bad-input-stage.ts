import { expect } from '@jest/globals'
import { shop } from '../../demo/shop.js'
import { openStage, type Stage } from '../../services/stage.js'
import type { StepResult } from '../../services/runner/embedded-runner.js'

export const POLICY_PATH = '.github/datadog-autofix.yml'

/** A text of the policy, and what stands in its place. */
export type PolicyChange = readonly [from: string, to: string]

/** The policy of the shop with some of its text replaced, and the rest of the shop. */
export function shopWith(...changes: readonly PolicyChange[]): Record<string, string> {
  const policy = changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the policy of the shop has no ${from}`)
    return text.replace(from, to)
  }, shop[POLICY_PATH] ?? '')
  return { ...shop, [POLICY_PATH]: policy }
}

export function openShop(files: Readonly<Record<string, string>> = shop): Promise<Stage> {
  return openStage({ files })
}

/** The page as its readers see it: without escapes. */
export function readSummary(summary: string): string {
  return summary
    .replaceAll('&#8203;', '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/\\([\\`*_{}[\]()#+\-.!~$^|])/g, '$1')
}

/** The text of the annotations of one kind, as the runner shows them. */
export function annotationsOf(result: StepResult, kind: 'error' | 'warning'): string {
  return result.stdout
    .split('\n')
    .filter((line) => line.startsWith(`::${kind} `))
    .map((line) => line.slice(line.indexOf('::', 2) + 2))
    .map((line) => line.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%'))
    .join('\n')
}

/** A red step that says the same in an annotation and in its summary, and nothing on standard error. */
export function expectTold(result: StepResult, ...parts: readonly string[]): void {
  expect({ exitCode: result.exitCode, stderr: result.stderr }).toEqual({ exitCode: 1, stderr: '' })
  const annotation = annotationsOf(result, 'error')
  const summary = readSummary(result.summary)
  for (const part of parts) {
    expect(annotation).toContain(part)
    expect(summary).toContain(part)
  }
}
