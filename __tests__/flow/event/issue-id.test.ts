import { describe, expect, it } from '@jest/globals'
import { findIssueId, isIssueId } from '../../../src/flow/event/issue-id.js'

const ID = '5f8ebd5c-6dd9-11f0-8a28-da7ad0900002'
const OTHER = '0b6a1c9e-7a10-11f0-9d3c-da7ad0900002'

describe('an issue id is a whole UUID in lower case', () => {
  it.each<[string, boolean]>([
    [ID, true],
    [ID.toUpperCase(), false],
    [` ${ID}`, false],
    [`${ID}\n`, false],
    [`${ID}0`, false],
    [ID.replaceAll('-', ''), false],
    [`issue.id:${ID}`, false],
    ['', false]
  ])('%j: %p', (text, expected) => {
    expect(isIssueId(text)).toBe(expected)
  })
})

describe('the id of an alert that did not fill issue_id', () => {
  it.each<[string, string | undefined, string | undefined, string | undefined]>([
    ['the marker in the text', `Broken.\ndd-issue-id=${ID}\nSee it.`, undefined, 'text'],
    ['the marker in capitals', `DD-ISSUE-ID=${ID.toUpperCase()}`, undefined, 'text'],
    ['the marker with blanks behind the sign', `dd-issue-id=   ${ID}`, undefined, 'text'],
    ['the marker in Markdown', `**dd-issue-id=${ID}**`, undefined, 'text'],
    ['the scope without @', undefined, `service:cart,issue.id:${ID}`, 'scope'],
    ['the scope with @', undefined, `@issue.id:${ID},service:cart`, 'scope'],
    ['the scope in braces', undefined, `{issue.id:${ID}}`, 'scope'],
    ['the scope with quotes', undefined, `env:prod, @issue.id:"${ID}"`, 'scope'],
    ['the marker is too far from its value', `dd-issue-id=    ${ID}`, undefined, undefined],
    ['a marker that Datadog left unexpanded', 'dd-issue-id={{[issue.id].name}}', undefined, undefined],
    ['a marker with more than a UUID', `dd-issue-id=${ID}-1`, undefined, undefined],
    ['a marker with less than a UUID', `dd-issue-id=${ID.slice(0, -1)}`, undefined, undefined],
    ['a bare UUID in the text', `Look at ${ID}`, undefined, undefined],
    ['the event behind a link', `https://app.datadoghq.com/event/event?id=${ID}`, undefined, undefined],
    ['an issue link', `https://app.datadoghq.com/error-tracking/issue/${ID}`, undefined, undefined],
    ['a bare UUID in the scope', undefined, ID, undefined],
    ['another id in the scope', undefined, `trace.issue.id:${ID}`, undefined],
    ['a scope in the text', `issue.id:${ID}`, undefined, undefined],
    ['a marker in the scope', undefined, `dd-issue-id=${ID}`, undefined],
    ['nothing', undefined, undefined, undefined]
  ])('%s', (_, text, scope, foundIn) => {
    expect(findIssueId({ text, scope })).toEqual(foundIn && { issueId: ID, foundIn })
  })

  it('takes the text before the scope, and the first marker of the text', () => {
    const text = `dd-issue-id=${ID} dd-issue-id=${OTHER}`
    expect(findIssueId({ text, scope: `issue.id:${OTHER}` })).toEqual({ issueId: ID, foundIn: 'text' })
  })
})
