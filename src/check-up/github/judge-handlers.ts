import { isExpired } from '../../flow/decision/patterns/match-patterns.js'
import type { PatternHandler } from '../../flow/decision/patterns/pattern.js'
import { failed, ok, warning, type CheckUpRequest } from '../check.js'
import type { GithubFacts, WorkflowFile, WorkflowFolder } from './facts.js'
import { listNames, MOST_LINES, notChecked, quote, type GithubCheck } from './lines.js'

const ID = 'github-handlers'
const READ_MEND = 'Add "permissions: contents: write" to the job.'

interface Started {
  readonly pattern: string
  readonly handler: PatternHandler
  readonly path: string
}

/** Whether GitHub would take each start of a workflow that a known pattern has; nothing is started to see it. */
export function judgeHandlers(facts: GithubFacts, { policy }: CheckUpRequest): readonly GithubCheck[] {
  if (policy === undefined) {
    return [warning(ID, 'Not checked: the policy file cannot be read.', 'Mend the policy file first.')]
  }
  const started = policy.patterns.flatMap(({ name, handler, expires }): readonly Started[] =>
    handler === undefined || isExpired({ expires }, facts.now)
      ? []
      : [{ pattern: name, handler, path: `.github/workflows/${handler.workflow}` }]
  )
  if (started.length === 0) return [ok(ID, 'No known pattern starts a workflow.')]
  const { workflows } = facts
  if (workflows.kind !== 'given') return [notChecked(ID, workflows, READ_MEND)]
  const judged = started.map((each) => ({ each, line: judgeStart(each, workflows.value, facts) }))
  const sound = judged.flatMap(({ each, line }) => (line === undefined ? [each.pattern] : []))
  const lines = judged.flatMap(({ line }) => line ?? [])
  const rest = lines.length - MOST_LINES
  return [
    ...(sound.length === 0
      ? []
      : [
          ok(
            ID,
            `There, with workflow_dispatch and the inputs that are configured: the workflows of ${listNames(sound)}. Whether triage may ` +
              'start them (actions: write) shows in the first start.'
          )
        ]),
    ...lines.slice(0, MOST_LINES),
    ...(rest > 0
      ? [warning(ID, `${rest} more handlers are not well.`, 'Mend those that are shown first.')]
      : [])
  ]
}

/** What keeps the workflow from being started; `undefined`: nothing. GitHub starts what the default branch has, on any ref. */
function judgeStart(
  each: Started,
  { branch, files, unread }: WorkflowFolder,
  facts: GithubFacts
): GithubCheck | undefined {
  const { pattern, handler, path } = each
  const file = files.find((one) => one.path === path)
  if (file === undefined) {
    return unread.includes(path)
      ? warning(ID, `Not checked: ${path} is too large, or one of too many.`, 'Look at its "on:" by hand.')
      : failed(
          ID,
          `The pattern ${pattern} starts ${path}, which is not on ${quote(branch)}.`,
          `Add the file to ${quote(branch)}: GitHub starts no workflow that the default branch lacks. Or correct handler.workflow of the pattern.`
        )
  }
  if (facts.disabledWorkflows.kind === 'given' && facts.disabledWorkflows.value.includes(path)) {
    return failed(
      ID,
      `The pattern ${pattern} starts ${path}, which is switched off.`,
      'Open Actions, the workflow, and choose "Enable workflow".'
    )
  }
  const ref = handler.ref ?? branch
  const trigger = judgeTrigger(each, file, branch)
  if (trigger !== undefined || ref === branch) return trigger ?? judgeInputs(each, file, branch)
  return judgeOnRef(each, ref, facts)
}

function judgeOnRef(each: Started, ref: string, { handlers }: GithubFacts): GithubCheck | undefined {
  const { pattern, handler, path } = each
  const answer = handlers.find((one) => one.workflow === handler.workflow && one.ref === ref)?.file
  if (answer === undefined) {
    return warning(ID, `Not checked: ${path} on ${ref} was not read.`, 'Look at its "on:" there by hand.')
  }
  if (answer.kind !== 'given') return notChecked(ID, answer, READ_MEND)
  if (answer.value === undefined) {
    return failed(
      ID,
      `The pattern ${pattern} starts ${path} on ${ref}, and there is no such file, or no such branch or tag.`,
      `Add the file there, or correct handler.ref of the pattern; without it, the workflow runs on the default branch.`
    )
  }
  return judgeTrigger(each, answer.value, ref) ?? judgeInputs(each, answer.value, ref)
}

function judgeTrigger({ pattern, path }: Started, file: WorkflowFile, ref: string): GithubCheck | undefined {
  if (file.problem !== undefined) {
    return failed(
      ID,
      `The pattern ${pattern} starts ${path}, which cannot be read on ${quote(ref)}: ${quote(file.problem)}`,
      'Mend the file: GitHub does not run it either.'
    )
  }
  return dispatchOf(file) === undefined
    ? failed(
        ID,
        `The pattern ${pattern} starts ${path}, which has no workflow_dispatch on ${quote(ref)}.`,
        `Write "workflow_dispatch:" under its "on:" on ${quote(ref)}.`
      )
    : undefined
}

function judgeInputs(
  { pattern, handler, path }: Started,
  file: WorkflowFile,
  ref: string
): GithubCheck | undefined {
  const declared = dispatchOf(file)?.inputs ?? []
  const strange = Object.keys(handler.inputs).filter((name) => !declared.includes(name))
  return strange.length === 0
    ? undefined
    : failed(
        ID,
        `The pattern ${pattern} gives ${path} inputs that it does not declare on ${quote(ref)}, for which GitHub refuses the start: ${listNames(strange)}.`,
        'Declare them under "workflow_dispatch: inputs:" of the workflow, or take them out of handler.inputs of the pattern.'
      )
}

function dispatchOf({ events }: WorkflowFile): WorkflowFile['events'][number] | undefined {
  return events.find(({ name }) => name === 'workflow_dispatch')
}
