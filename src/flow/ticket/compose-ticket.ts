import type { StackLanguage } from '../issue/stack-trace.js'
import type { AdfDocument, AdfNode } from './adf.js'
import { codeBlock, document, expand, heading, paragraph } from './adf-builders.js'
import { MAX_ADF_CHARS, sizeOfAdf } from './adf-size.js'
import { writeAgentPrompt } from './agent-prompt.js'
import { fingerprintSection, gatesSection, ownerSection, scoreSection } from './decision-sections.js'
import { concealEvidence, concealMessages } from './error-message.js'
import {
  causesSection,
  culpritSection,
  headlineSection,
  impactSection,
  linksSection,
  trendSection,
  variantsSection
} from './issue-sections.js'
import { briefEvidenceSection, evidenceSection } from './evidence-sections.js'
import { firstThatFits } from './ladder.js'
import { renderStack } from './stack-text.js'
import { composeSummary } from './summary-line.js'
import type { TicketFacts } from './ticket-facts.js'

interface Detail {
  readonly stackChars: number
  /** Stack inside the agent prompt; 0 leaves the prompt out. */
  readonly promptStackChars: number
}

const FULL: Detail = { stackChars: 12_000, promptStackChars: 4_000 }
const SHORT_STACK: Detail = { stackChars: 4_000, promptStackChars: 2_000 }
const WITHOUT_PROMPT: Detail = { stackChars: 4_000, promptStackChars: 0 }

/**
 * What the ticket says: a summary of one line, and a description that is read in half a minute. When the whole does not fit
 * into `limit` characters, the stack is shortened, then the prompt goes, then everything but headline, score and links.
 */
export function composeTicket(
  facts: TicketFacts,
  limit = MAX_ADF_CHARS
): { readonly summary: string; readonly description: AdfDocument } {
  const shown = concealAll(facts)
  const description = firstThatFits(
    [
      () => detailed(shown, FULL),
      () => detailed(shown, SHORT_STACK),
      () => detailed(shown, WITHOUT_PROMPT),
      () => brief(shown)
    ],
    sizeOfAdf,
    limit
  )
  return { summary: composeSummary(shown), description }
}

/** In strict privacy the texts that others wrote about the error lose its message before anything is made of them. */
function concealAll(facts: TicketFacts): TicketFacts {
  const conceal = concealMessages(facts)
  const { score, decision, privacy } = facts
  return {
    ...facts,
    ...concealEvidence(facts, privacy),
    score: {
      ...score,
      signals: score.signals.map((signal) => ({ ...signal, evidence: conceal(signal.evidence) }))
    },
    decision: { ...decision, why: conceal(decision.why) }
  }
}

function detailed(facts: TicketFacts, detail: Detail): AdfDocument {
  return document([
    ...headlineSection(facts),
    ...impactSection(facts.issue, facts.alert, facts.now),
    ...(facts.evidence ? evidenceSection(facts.evidence, facts.issue.trend) : []),
    ...culpritSection(facts),
    ...variantsSection(facts.variants),
    ...trendSection(facts.issue),
    ...scoreSection(facts.score, facts.decision),
    ...gatesSection(facts.classification, facts.gates),
    ...ownerSection(facts.route),
    ...stackSection(facts, detail.stackChars),
    ...causesSection(facts),
    ...fingerprintSection(facts.fingerprint),
    ...linksSection(facts),
    ...promptSection(facts, detail.promptStackChars)
  ])
}

function brief(facts: TicketFacts): AdfDocument {
  return document([
    ...headlineSection(facts),
    ...(facts.evidence ? briefEvidenceSection(facts.evidence) : []),
    ...scoreSection(facts.score, facts.decision),
    ...linksSection(facts),
    paragraph('The rest is left out, because it does not fit into a ticket: the links lead to it.')
  ])
}

function stackSection(facts: TicketFacts, maxChars: number): AdfNode[] {
  const title = heading(3, 'Stack trace')
  const stack = renderStack(facts, maxChars)
  if (!stack.known) return [title, paragraph('unknown: ', stack.reason)]
  const order = 'Innermost frame first; the arrow marks the line under "Where".'
  const parsed = facts.trace.known && facts.culprit.known
  return [title, ...(parsed ? [paragraph(order)] : []), codeBlock(stack.value, languageOf(facts))]
}

/** Names that Jira's code blocks know. */
const codeLanguages = {
  javascript: 'javascript',
  python: 'python',
  java: 'java',
  dart: 'dart',
  go: 'go',
  ruby: 'ruby',
  php: 'php',
  dotnet: 'csharp',
  rust: 'rust',
  elixir: 'elixir',
  apple: 'swift',
  unknown: 'text'
} as const satisfies Record<StackLanguage, string>

function languageOf({ trace }: TicketFacts): string {
  return trace.known ? codeLanguages[trace.value.language] : 'text'
}

function promptSection(facts: TicketFacts, stackChars: number): AdfNode[] {
  if (stackChars === 0) return []
  const prompt = codeBlock(writeAgentPrompt(facts, stackChars))
  return [expand('Prompt for a coding agent', [paragraph('Copy it as it is; read what comes back.'), prompt])]
}
