import type { ServiceReply } from '../kit/service.js'
import { REPOSITORY, type Call, type Operation } from './operation.js'
import { notFound, ok } from './replies.js'

/** First found wins. https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners */
const PLACES = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS']

const OWNER = /^(?:@[a-z0-9](?:[a-z0-9-]*)(?:\/[\w.-]+)?|[^@\s]+@[^@\s]+\.[^@\s]+)$/i

interface Finding {
  /** Column, from 1, of the text that is wrong. */
  readonly column: number
  readonly kind: string
  readonly suggestion: string | null
}

/** The first thing wrong with one line; owners are checked for their form, not for whether they exist. */
function inspect(line: string): Finding | undefined {
  const text = line.replace(/(?:^|\s)#.*$/, '')
  const words = [...text.matchAll(/(?:\\ |\S)+/g)]
  const [pattern, ...owners] = words
  if (!pattern) return undefined
  if (/^!|\[|\]|^\\#/.test(pattern[0]))
    return { column: pattern.index + 1, kind: 'Invalid pattern', suggestion: null }
  const wrong = owners.find((each) => !OWNER.test(each[0]))
  return wrong && { column: wrong.index + 1, kind: 'Invalid owner', suggestion: null }
}

function describe(finding: Finding, place: { line: number; source: string; path: string }): object {
  const { line, source, path } = place
  const mark = `${' '.repeat(finding.column - 1)}^`
  const message = `${finding.kind} on line ${line}:\n\n  ${source}\n  ${mark}`
  return {
    line,
    column: finding.column,
    source: `${source}\n`,
    kind: finding.kind,
    suggestion: finding.suggestion,
    message,
    path
  }
}

async function errors(call: Call): Promise<ServiceReply> {
  const { git } = call.repository
  const commit = await git.resolveCommit(call.request.query.get('ref') ?? git.defaultBranch)
  if (commit === undefined) return notFound()
  for (const path of PLACES) {
    const entry = await git.entryAt(commit, path)
    if (entry?.type !== 'blob') continue
    const text = (await git.readObject(entry.sha))?.content.toString('utf8') ?? ''
    const found = text.split(/\r?\n/).flatMap((source, index) => {
      const finding = inspect(source)
      return finding ? [describe(finding, { line: index + 1, source, path })] : []
    })
    return ok({ errors: found })
  }
  return notFound()
}

/** https://docs.github.com/en/rest/repos/repos#list-codeowners-errors */
export const codeownersOperations: readonly Operation[] = [
  {
    method: 'GET',
    path: `${REPOSITORY}/codeowners/errors`,
    need: { name: 'contents', access: 'read' },
    answer: errors
  }
]
