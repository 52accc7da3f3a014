import type { AgentEnd } from '../../flow/fix/agent-run.js'
import { assertNever } from '../../errors.js'
import { sanitiseLine } from '../../text/sanitise.js'
import { truncateText } from '../../text/truncate.js'
import type { ResultEvent } from './events.js'

/** Why we ended the process ourselves. */
export interface Stop {
  readonly reason: 'time-limit' | 'output-limit' | 'surprise'
  readonly detail: string
}

export interface EndFacts {
  readonly stopped: Stop | undefined
  readonly exitCode: number | undefined
  readonly signal: string | undefined
  /** The first event was seen, and was as expected. */
  readonly started: boolean
  readonly result: ResultEvent | undefined
  /** Last lines of its error output. */
  readonly errorOutput: string
}

export interface JudgedEnd {
  readonly end: AgentEnd
  readonly why: string
}

const QUOTE_CHARS = 300

/**
 * How a run ended. Exit 0 proves nothing: the program exits 0 without any answer, and on some signals. A run answered
 * when it was not stopped, said how it began and how it ended, and both its result and its exit say success.
 */
export function judgeEnd(facts: EndFacts): JudgedEnd {
  const { stopped, result, exitCode } = facts
  if (stopped !== undefined) return judgeStop(stopped)
  if (result === undefined)
    return { end: 'crashed', why: `The agent ${exitOf(facts)} without telling a result${lastLines(facts)}.` }
  if (result.subtype === 'error_max_turns')
    return { end: 'turn-limit', why: `The agent reached its limit of turns${told(result)}.` }
  if (result.subtype === 'error_max_budget_usd') {
    return { end: 'money-limit', why: `The agent reached its limit of money${told(result)}.` }
  }
  if (result.subtype === 'error_max_structured_output_retries') {
    return { end: 'no-answer', why: `The agent gave no answer that fits the schema${told(result)}.` }
  }
  if (result.subtype !== 'success') {
    return {
      end: 'crashed',
      why: `The agent ended with ${quote(result.subtype)}${told(result)}${lastLines(facts)}.`
    }
  }
  if (result.is_error) {
    const status =
      typeof result.api_error_status === 'number' ? ` with status ${result.api_error_status}` : ''
    return { end: 'service-failed', why: `The model's service failed${status}${told(result)}.` }
  }
  if (exitCode !== 0) {
    return { end: 'crashed', why: `The agent told a result, and then ${exitOf(facts)}${lastLines(facts)}.` }
  }
  if (!facts.started) return { end: 'surprise', why: 'The agent ended without telling which tools it had.' }
  if (result.structured_output === undefined || result.structured_output === null) {
    return { end: 'no-answer', why: 'The agent ended without the answer that it was asked for.' }
  }
  return { end: 'answered', why: 'The agent answered.' }
}

function judgeStop({ reason, detail }: Stop): JudgedEnd {
  switch (reason) {
    case 'time-limit':
      return { end: 'time-limit', why: `The agent was stopped after ${detail}.` }
    case 'output-limit':
      return { end: 'output-limit', why: `The agent was stopped: it wrote more than ${detail}.` }
    case 'surprise':
      return { end: 'surprise', why: `The agent was stopped: ${detail}.` }
    default:
      return assertNever(reason)
  }
}

function exitOf({ exitCode, signal }: EndFacts): string {
  if (signal !== undefined) return `was ended by ${signal}`
  return `exited with ${exitCode === undefined ? 'an unknown code' : `code ${exitCode}`}`
}

function told({ errors, result }: ResultEvent): string {
  const said = errors[0] ?? result ?? ''
  return said.trim() === '' ? '' : `: ${quote(said)}`
}

function lastLines({ errorOutput }: EndFacts): string {
  const lines = errorOutput.split('\n').filter((line) => line.trim() !== '')
  return lines.length === 0 ? '' : `; its last lines were: ${quote(lines.slice(-5).join(' / '))}`
}

/** Without an end of its own: the sentence has one. */
function quote(text: string): string {
  const line = truncateText(sanitiseLine(text), QUOTE_CHARS)
  return line.endsWith('.') ? line.slice(0, -1) : line
}
