import type { Mode } from '../../src/config/inputs.js'

const jira = ['jira-base-url', 'jira-user-email', 'jira-api-token'] as const
const publishing = ['app-token', ...jira] as const

/** What a step of each mode has to write, because it has no default. */
export const neededInputs = {
  triage: ['datadog-api-key', 'datadog-app-key', ...jira],
  // With `publish: false`; else what publishing needs comes on top.
  autofix: [],
  publish: publishing,
  // It says what is missing.
  doctor: []
} as const satisfies Readonly<Record<Mode, readonly string[]>>

/** What a step with these inputs lacks; `mode` itself where it is missing or unknown. */
export function lackingInputs(given: Readonly<Record<string, unknown>>): readonly string[] {
  const mode = Object.keys(neededInputs).find((each) => each === given['mode'])
  const isPublishing = mode === 'autofix' && given['publish'] !== false && given['publish'] !== 'false'
  const needed =
    mode === 'triage'
      ? neededInputs.triage
      : mode === 'publish' || isPublishing
        ? publishing
        : mode === 'autofix'
          ? neededInputs.autofix
          : mode === 'doctor'
            ? neededInputs.doctor
            : ['mode']
  return needed.filter((name) => !(name in given) || name === 'mode')
}
