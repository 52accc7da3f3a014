import { readSavedIssue } from '../explain/saved-issue.js'
import { ConfigurationError } from '../src/errors.js'
import { factsOfReport } from './recorded-facts.js'
import { factsOfSaved, type FactsRequest } from './saved-facts.js'
import type { TriedIssue } from './tried-issue.js'

/** The issues of a file: one saved issue, a list of them, or a report of triage. */
export async function readIssues(
  name: string,
  text: string,
  request: FactsRequest
): Promise<readonly TriedIssue[]> {
  const json = parse(text)
  if (Array.isArray(json)) return await readList(name, json, request)
  if (isRecord(json) && 'mode' in json && Array.isArray(json['records'])) {
    return factsOfReport(name, json['records'])
  }
  return [await factsOfSaved(readSavedIssue(name, text), request)]
}

async function readList(
  name: string,
  entries: readonly unknown[],
  request: FactsRequest
): Promise<readonly TriedIssue[]> {
  if (entries.length === 0) throw new ConfigurationError([`${name} is an empty list; save issues into it.`])
  const problems: string[] = []
  const saved = entries.flatMap((entry, index) => {
    try {
      return [readSavedIssue(`${name}[${index}]`, JSON.stringify(entry))]
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error
      problems.push(...error.problems)
      return []
    }
  })
  if (problems.length > 0) throw new ConfigurationError(problems)
  const issues: TriedIssue[] = []
  for (const each of saved) issues.push(await factsOfSaved(each, request))
  return issues
}

/** What is no JSON is left to the reader of saved issues, which says where it stops to be. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
