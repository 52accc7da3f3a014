import type { EmbeddedJira } from '../../../services/jira/embedded-jira.js'
import { findForeignNodes, findSummaryTroubles } from '../oracles/adf-oracle.js'
import { findForeignMarkup } from '../oracles/markdown-oracle.js'
import { findForeignRequests } from '../oracles/request-oracle.js'
import { findForgedCommands, findForgedLines } from '../oracles/runner-oracle.js'
import { findUnseen } from '../oracles/seen-characters.js'
import { findForgedOutputs } from '../oracles/step-file-oracle.js'
import type { PlayedRun } from './hostile-stage.js'

/** The pages that anything of ours may lead to. */
export const OUR_LINKS =
  /^https:\/\/(?:app\.datadoghq\.com\/error-tracking\/issue\/[0-9a-f-]{36}|acme\.atlassian\.net\/browse\/PPL-\d+|github\.com\/acme\/shop\/(?:actions\/runs\/\d+|pull\/\d+|blob\/[0-9a-f]{40}\/[\w./%-]+(?:#L\d+)?))$/

/** Headlines of the summary: a sign of ours first, or one of our sections. */
export const OUR_HEADINGS =
  /^#{2,3} (?:\p{Extended_Pictographic}.*|Evidence|Digest|Expired patterns|Score|Auto-fix|Trend|Owner|Warnings|Failures|Budget|The proof|Scope|Cost|What the guard found|How far the proof came)$/u

const LABEL = /^datadog-(?:autofix(?:-escalated)?|issue-[0-9a-f-]{36}|(?:fp|outage)-[0-9a-f]{16})$/

/** Sinks of a run in which a text did something, with what it did; empty when all of them are quiet. */
export function judgeRun(run: PlayedRun, jira: EmbeddedJira): Readonly<Record<string, readonly string[]>> {
  const found = {
    log: [...findForgedCommands(run.output), ...findUnseen(run.output)],
    annotations: findForgedLines(run.output),
    outputs: findForgedOutputs(run.outputFile),
    summary: findForeignMarkup(run.summary, { headings: OUR_HEADINGS, links: OUR_LINKS }),
    report: judgeReport(run.report),
    requests: findForeignRequests(run.requests),
    ...judgeTickets(jira)
  }
  return Object.fromEntries(Object.entries(found).filter(([, troubles]) => troubles.length > 0))
}

function judgeReport(report: string): readonly string[] {
  if (report !== '') JSON.parse(report)
  const polluted = Object.keys(Object.prototype)
  return polluted.map((key) => `every object has ${key}`)
}

/** Everything that stands in Jira by now. */
function judgeTickets(jira: EmbeddedJira): Readonly<Record<string, readonly string[]>> {
  const tickets = jira.issues()
  return {
    description: tickets.flatMap(({ description }) => findForeignNodes(description, OUR_LINKS)),
    'ticket summary': tickets.flatMap(({ summary }) => findSummaryTroubles(summary)),
    comment: tickets
      .flatMap(({ comments }) => comments)
      .flatMap(({ body }) => findForeignNodes(body, OUR_LINKS)),
    labels: tickets.flatMap(({ labels }) => labels.filter((label) => !LABEL.test(label))),
    'page links': tickets.flatMap(({ remoteLinks }) =>
      remoteLinks.map(({ object }) => String(object['url'])).filter((url) => !OUR_LINKS.test(url))
    ),
    'refused documents': jira.adfProblems
  }
}
