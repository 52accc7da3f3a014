import { sanitiseText } from '../../text/sanitise.js'
import type { Issue, SampleEvent } from './issue.js'
import { mapKnown } from './known.js'

/**
 * The issue as it may be shown. Whatever is cut or made a template of has to be redacted before: half a credential, or one with
 * its digits masked, is nothing that a rule knows again on the way out.
 */
export function redactIssue(issue: Issue, redact: (text: string) => string): Issue {
  // A character that nobody sees can hide a credential from every rule.
  const clean = (text: string): string => redact(sanitiseText(text))
  return {
    ...issue,
    service: clean(issue.service),
    errorType: clean(issue.errorType),
    errorMessage: clean(issue.errorMessage),
    filePath: mapKnown(issue.filePath, clean),
    functionName: mapKnown(issue.functionName, clean),
    firstSeen: { ...issue.firstSeen, version: mapKnown(issue.firstSeen.version, clean) },
    lastSeen: { ...issue.lastSeen, version: mapKnown(issue.lastSeen.version, clean) },
    regression: issue.regression && {
      ...issue.regression,
      version: mapKnown(issue.regression.version, clean)
    },
    sample: mapKnown(issue.sample, (sample) => redactSample(sample, clean)),
    // They are read once, for what they have in common; none of them is shown.
    recent: []
  }
}

function redactSample(sample: SampleEvent, clean: (text: string) => string): SampleEvent {
  return {
    ...sample,
    service: mapKnown(sample.service, clean),
    env: mapKnown(sample.env, clean),
    version: mapKnown(sample.version, clean),
    errorType: mapKnown(sample.errorType, clean),
    errorMessage: mapKnown(sample.errorMessage, clean),
    stack: mapKnown(sample.stack, clean),
    operation: mapKnown(sample.operation, clean)
  }
}
