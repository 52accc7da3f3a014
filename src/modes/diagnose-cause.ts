import { ConfigurationError } from '../errors.js'
import type { FixWorkspace } from '../fix-ports.js'
import { noUsage, type AgentRun } from '../flow/fix/agent-run.js'
import type { CauseFinding, CauseRun } from '../flow/fix/diagnosis/cause-finding.js'
import { composeQuestion, diagnosisOrders } from '../flow/fix/diagnosis/compose-question.js'
import { diagnosisAnswerSchema, readDiagnosisReply } from '../flow/fix/diagnosis/diagnosis-reply.js'
import { judgeDiagnosis } from '../flow/fix/diagnosis/judge-diagnosis.js'
import type { FixEnd } from '../flow/fix/fix-outcomes.js'
import { wantedOf } from '../flow/fix/fix-request.js'
import type { FixCase } from './fix-case.js'
import type { AutofixWorld, FixRunRequest } from './fix-world.js'

/** One for the answer, and some for an answer that did not keep to the schema. */
const TURNS = 4

/**
 * What is held for the cause, before anything is changed, of an error that no pattern knows: an earlier diagnosis that a person has confirmed, else a model's without
 * tools. Answers with an end when nothing may follow. It can hold a fix back and nothing else; without a diagnosis the fix goes on
 * as if nobody had been asked.
 */
export async function diagnoseCause(
  current: FixCase,
  workspace: FixWorkspace,
  run: FixRunRequest,
  world: AutofixWorld
): Promise<FixEnd | undefined> {
  const { evidence } = run.request
  const isKnown = typeof evidence.known_pattern === 'string' && wantedOf(run.request) === 'fix'
  if (!run.policy.diagnosis.enabled || isKnown) return undefined
  const cause = recall(run) ?? (await askModel(current, workspace, run, world))
  current.cause = cause
  world.log.info(cause.found === null ? 'There is no diagnosis' : 'The cause has a diagnosis', {
    category: cause.found?.category ?? 'none',
    why: cause.why
  })
  if (wantedOf(run.request) === 'diagnosis') {
    return { reason: cause.found === null ? 'no-diagnosis' : 'diagnosed', why: cause.why }
  }
  return cause.holdsBack ? { reason: 'diagnosis-holds-back', why: cause.why } : undefined
}

function recall({ request, policy }: FixRunRequest): CauseFinding | undefined {
  const known = request.evidence.known_diagnosis
  if (known?.confirmed !== true || known.fingerprint !== request.fingerprint) return undefined
  const { category, confidence, rootCause, files } = known
  return {
    found: { category, confidence, rootCause, files },
    confirmed: true,
    ...judgeDiagnosis(known, policy.diagnosis.confidence, true),
    proposal: null,
    run: null
  }
}

async function askModel(
  current: FixCase,
  workspace: FixWorkspace,
  run: FixRunRequest,
  world: AutofixWorld
): Promise<CauseFinding> {
  const { diagnosis, autofix } = run.policy
  const limits = {
    turns: TURNS,
    minutes: diagnosis.minutes,
    // Paid from what the whole run reserved.
    usd:
      wantedOf(run.request) === 'fix'
        ? Math.min(diagnosis.budget.run, autofix.budget.run)
        : diagnosis.budget.run
  }
  const { culprit } = run.request.evidence
  const text = workspace.paths.includes(culprit.path) ? await workspace.readBase(culprit.path) : undefined
  const source = text === undefined ? undefined : { path: culprit.path, line: culprit.line, text }
  // Whatever breaks from here on, it may have spent its money.
  current.cause = nothingFound('the run broke', unfinished(diagnosis.model, limits.usd))
  try {
    const finished = await world.diagnostician.ask({
      orders: diagnosisOrders,
      data: composeQuestion(run.request, source, world.redactDeep),
      answerSchema: diagnosisAnswerSchema,
      limits
    })
    return judgeAnswer(finished, { ...finished, ceilingUsd: limits.usd }, workspace.paths, run)
  } catch (error) {
    // The program is missing, or of another version: it was not started, and the fix agent would fare no better.
    if (error instanceof ConfigurationError) {
      current.cause = undefined
      throw error
    }
    world.log.warning('The model could not be asked for the cause', { why: String(error) })
    return nothingFound('the model could not be asked', unfinished(diagnosis.model, limits.usd))
  }
}

function judgeAnswer(
  finished: AgentRun,
  { model, version, usage, ceilingUsd }: CauseRun,
  paths: readonly string[],
  { policy }: FixRunRequest
): CauseFinding {
  const run = { model, version, usage, ceilingUsd }
  if (finished.end !== 'answered') return nothingFound(finished.why.replace(/\.$/, ''), run)
  const reply = readDiagnosisReply(finished.answer)
  if (reply === undefined) return nothingFound('the answer does not have the shape that was asked for', run)
  const known = new Set(paths)
  return {
    found: { ...reply.diagnosis, files: reply.diagnosis.files.filter((path) => known.has(path)) },
    confirmed: false,
    ...judgeDiagnosis(reply.diagnosis, policy.diagnosis.confidence),
    proposal: reply.proposal,
    run
  }
}

function nothingFound(why: string, run: CauseRun): CauseFinding {
  return { found: null, confirmed: false, holdsBack: false, why, proposal: null, run }
}

function unfinished(model: string, ceilingUsd: number): CauseRun {
  return { model, version: '', usage: noUsage, ceilingUsd }
}
