import { failed, ok, warning } from '../check.js'
import type { ActionStep, GithubFacts, WorkflowFile, WorkflowFolder } from './facts.js'
import { listNames, notChecked, quote, type GithubCheck } from './lines.js'

const READ_MEND = 'Add "permissions: contents: write" to the job.'

/** The event that Datadog's webhook sends, and the one that triage sends. */
const TRIAGE_EVENT = 'error-triage'
const AUTOFIX_EVENT = 'error-autofix'

/** Whether something on the default branch starts triage. GitHub looks at no other branch for these events. */
export function judgeTriageWorkflow(facts: GithubFacts): readonly GithubCheck[] {
  const { workflows } = facts
  if (workflows.kind !== 'given') {
    const why = (id: 'github-triage-workflow' | 'github-triage-concurrency'): GithubCheck =>
      notChecked(id, workflows, READ_MEND)
    return [why('github-triage-workflow'), why('github-triage-concurrency')]
  }
  return [judgeTriage(facts, workflows.value), ...judgeConcurrency(workflows.value)]
}

function judgeTriage(facts: GithubFacts, folder: WorkflowFolder): GithubCheck {
  const id = 'github-triage-workflow'
  const { branch, files } = folder
  const running = files.filter((file) => runs(file, 'triage'))
  const alerted = running.filter((file) => listens(file, TRIAGE_EVENT))
  const off = disabled(facts, alerted)
  if (alerted.length > off.length) {
    const names = alerted.filter(({ path }) => !off.includes(path)).map(({ path }) => path)
    return ok(id, `On ${branch}, ${listNames(names)} listens to ${TRIAGE_EVENT} and runs triage.`)
  }
  if (off.length > 0) return switchedOff(id, off)
  const sleeping = files.filter((file) => listens(file, TRIAGE_EVENT))
  if (sleeping.length > 0) return withoutStep(id, sleeping, TRIAGE_EVENT, 'triage')
  const others = running.filter((file) => eventOf(file, 'schedule') ?? takesIssue(file))
  if (others.length > 0) {
    return warning(
      id,
      `On ${branch}, ${listNames(others.map(({ path }) => path))} runs triage on a schedule or by hand; no alert of Datadog starts it.`,
      'For alerts, copy examples/workflows/error-triage.yml to .github/workflows/ on the default branch.'
    )
  }
  return missing(facts, folder, { id, event: TRIAGE_EVENT, mode: 'triage', example: 'error-triage.yml' })
}

interface Wanted {
  readonly id: 'github-triage-workflow' | 'github-autofix-workflow'
  readonly event: string
  readonly mode: string
  readonly example: string
}

function missing(facts: GithubFacts, folder: WorkflowFolder, wanted: Wanted): GithubCheck {
  const { branch, files, unread } = folder
  const { id, event, mode, example } = wanted
  const elsewhere = facts.fix?.workflows
  const there =
    elsewhere?.kind === 'given'
      ? elsewhere.value.files.filter((file) => runs(file, mode) && listens(file, event))
      : []
  const hint = there.map(
    ({ path }) =>
      ` ${quote(path)} is on ${facts.fix?.base ?? ''}, where GitHub does not look for repository_dispatch.`
  )
  const broken = files.filter(({ problem }) => problem !== undefined).map(({ path }) => path)
  const unreadable = [...broken, ...unread]
  const doubt = unreadable.length === 0 ? '' : ` Not readable: ${listNames(unreadable)}.`
  return failed(
    id,
    `No workflow on ${branch} listens to repository_dispatch of the type ${event} and runs "mode: ${mode}".${hint.join('')}${doubt}`,
    `Copy examples/workflows/${example} to .github/workflows/ on ${branch}: GitHub only runs the file of the default branch.`
  )
}

function withoutStep(
  id: Wanted['id'],
  files: readonly WorkflowFile[],
  event: string,
  mode: string
): GithubCheck {
  const names = listNames(files.map(({ path }) => path))
  const calls = files.flatMap((file) => file.calls)
  return calls.length > 0
    ? warning(
        id,
        `${names} listens to ${event} and calls ${listNames(calls)}, whose steps cannot be seen from here.`,
        `Look there for a step of this action with "mode: ${mode}".`
      )
    : failed(
        id,
        `${names} listens to ${event}, but no step of it has "mode: ${mode}".`,
        `Add the step as in examples/workflows/${event}.yml.`
      )
}

function switchedOff(id: Wanted['id'], paths: readonly string[]): GithubCheck {
  return failed(
    id,
    `${listNames(paths)} is switched off: GitHub does not run it.`,
    'Open Actions, the workflow, and choose "Enable workflow". GitHub also switches schedules off in public repositories after 60 quiet days.'
  )
}

/** GitHub keeps one run of a group waiting and cancels the one that waited before. */
function judgeConcurrency({ files }: WorkflowFolder): readonly GithubCheck[] {
  const id = 'github-triage-concurrency'
  const alerted = files.filter((file) => runs(file, 'triage') && listens(file, TRIAGE_EVENT))
  const lossy = alerted.flatMap((file) =>
    file.concurrency
      .filter(({ group, keepsWaiting }) => !keepsWaiting && !VARYING.test(group))
      .map(({ group }) => ({ file, group }))
  )
  if (lossy.length === 0) {
    const found =
      alerted.length === 0
        ? 'There is no triage workflow whose runs could wait for each other.'
        : 'Runs of different issues do not wait for each other.'
    return [ok(id, found)]
  }
  return lossy.map(({ file, group }) =>
    warning(
      id,
      `${quote(file.path)} has the concurrency group ${JSON.stringify(quote(group))}, the same for every issue: of several alerts ` +
        'at once GitHub runs the first and the last, and drops those between.',
      'Copy "concurrency" (its group, and queue: max) from examples/workflows/error-triage.yml.'
    )
  )
}

/** Something in it differs from alert to alert. */
const VARYING = /client_payload|run_id|run_number|issue_id/

/** Whether something on the default branch fixes and publishes. Asked when auto-fix is configured. */
export function judgeAutofixWorkflow(facts: GithubFacts): readonly GithubCheck[] {
  const id = 'github-autofix-workflow'
  const { workflows, fix } = facts
  if (fix === undefined) {
    return [ok(id, 'Auto-fix is not configured: autofix.base is not set, and nothing is fixed.')]
  }
  if (workflows.kind !== 'given') return [notChecked(id, workflows, READ_MEND)]
  const { branch, files } = workflows.value
  const listening = files.filter((file) => listens(file, AUTOFIX_EVENT))
  const running = listening.filter((file) => runs(file, 'autofix'))
  const off = disabled(facts, running)
  const working = running.filter(({ path }) => !off.includes(path))
  if (working.length === 0) {
    if (off.length > 0) return [switchedOff(id, off)]
    return listening.length > 0
      ? [withoutStep(id, listening, AUTOFIX_EVENT, 'autofix')]
      : [
          missing(facts, workflows.value, {
            ...{ id, event: AUTOFIX_EVENT, mode: 'autofix' },
            example: 'error-autofix.yml'
          })
        ]
  }
  const lines = [...working.flatMap(judgePublishing), ...files.flatMap(judgeSwitchInput)]
  const names = listNames(working.map(({ path }) => path))
  return lines.length > 0
    ? lines
    : [ok(id, `On ${branch}, ${names} listens to ${AUTOFIX_EVENT}, fixes and publishes.`)]
}

function judgePublishing(file: WorkflowFile): readonly GithubCheck[] {
  const fixes = file.steps.filter(({ mode }) => mode === 'autofix')
  const isPublished = runs(file, 'publish') || fixes.some(({ publishes }) => publishes)
  if (isPublished) return []
  const found = `${quote(file.path)} fixes with "publish: false", and no step of it has "mode: publish": a proven fix goes nowhere.`
  return [
    failed('github-autofix-workflow', found, 'Add the publish job of examples/workflows/error-autofix.yml.')
  ]
}

/** Without the input the switch is off, whatever the variable says. */
function judgeSwitchInput(file: WorkflowFile): readonly GithubCheck[] {
  const modes = file.steps.filter(lacksSwitch).map(({ mode }) => mode)
  return modes.length === 0
    ? []
    : [
        warning(
          'github-autofix-workflow',
          `${quote(file.path)} does not pass "autofix-enabled" to "mode: ${modes.join('", "mode: ')}": auto-fix is off there.`,
          'Add "autofix-enabled: ${{ vars.AUTOFIX_ENABLED }}" to the step.'
        )
      ]
}

function lacksSwitch({ mode, inputs }: ActionStep): boolean {
  return ['triage', 'autofix', 'publish'].includes(mode) && !inputs.includes('autofix-enabled')
}

function runs(file: WorkflowFile, mode: string): boolean {
  return file.steps.some((step) => step.mode === mode)
}

function eventOf(file: WorkflowFile, name: string): WorkflowFile['events'][number] | undefined {
  return file.events.find((event) => event.name === name)
}

/** Without types, every repository_dispatch starts it. */
function listens(file: WorkflowFile, type: string): boolean {
  const dispatch = eventOf(file, 'repository_dispatch')
  return dispatch !== undefined && (dispatch.types?.includes(type) ?? true)
}

function takesIssue(file: WorkflowFile): boolean {
  return eventOf(file, 'workflow_dispatch')?.inputs.includes('issue_id') ?? false
}

function disabled({ disabledWorkflows }: GithubFacts, files: readonly WorkflowFile[]): readonly string[] {
  const off = disabledWorkflows.kind === 'given' ? disabledWorkflows.value : []
  return files.map(({ path }) => path).filter((path) => off.includes(path))
}
