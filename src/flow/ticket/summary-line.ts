import { sanitiseLine } from '../../text/sanitise.js'
import { truncateText } from '../../text/truncate.js'
import { messageToShow } from './error-message.js'
import type { TicketFacts } from './ticket-facts.js'

/** Jira's summary holds fewer than 255 characters, on one line. */
export const MAX_SUMMARY_CHARS = 254

/** Short, because every character counts here. */
const ellipsis = (): string => '…'

const MAX_SERVICE_CHARS = 60
const MAX_TYPE_CHARS = 80
const MAX_FILE_CHARS = 60

/**
 * `[service] Type: message (file)`. Service, type and file are kept, each within bounds; the message gets what is left, because
 * its beginning says enough.
 */
export function composeSummary(facts: TicketFacts): string {
  const service = bounded(facts.issue.service, MAX_SERVICE_CHARS) || 'unknown service'
  const type = bounded(facts.issue.errorType, MAX_TYPE_CHARS) || 'Error'
  const file = bounded(fileOf(facts), MAX_FILE_CHARS)
  const start = `[${service}] ${type}`
  const end = file === '' ? '' : ` (${file})`
  const line = sanitiseLine(messageToShow(facts))
  const message = line.startsWith(`${type}:`) ? line.slice(type.length + 1).trim() : line
  const shown = truncateText(message, MAX_SUMMARY_CHARS - start.length - end.length - 2, ellipsis)
  return `${start}${shown === '' ? '' : `: ${shown}`}${end}`
}

function fileOf({ culprit, issue }: TicketFacts): string {
  const found = culprit.known
    ? culprit.value.path.known
      ? culprit.value.path.value
      : (culprit.value.frame.file ?? '')
    : issue.filePath.known
      ? issue.filePath.value
      : ''
  return found.slice(Math.max(found.lastIndexOf('/'), found.lastIndexOf('\\')) + 1)
}

function bounded(value: string, max: number): string {
  return truncateText(sanitiseLine(value), max, ellipsis)
}
