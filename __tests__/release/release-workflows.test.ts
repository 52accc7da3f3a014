import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { readText } from '../contract/markdown.js'

interface Job {
  readonly permissions: Readonly<Record<string, string>>
  readonly needs?: string | readonly string[]
  readonly environment?: string
  readonly steps: readonly {
    readonly uses?: string
    readonly run?: string
    readonly with?: Readonly<Record<string, unknown>>
  }[]
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>
  readonly concurrency?: Readonly<Record<string, unknown>>
  readonly jobs: Readonly<Record<string, Job>>
}

const NAMES = ['release', 'rebuild-dist', 'commit-dist'] as const
const workflows = Object.fromEntries(
  NAMES.map((name) => [name, parse(readText(`.github/workflows/${name}.yml`)) as Workflow])
) as Readonly<Record<(typeof NAMES)[number], Workflow>>
const jobs = NAMES.flatMap((name) =>
  Object.entries(workflows[name].jobs).map(([job, value]) => [`${name}: ${job}`, value] as const)
)

function permissionsOf(name: (typeof NAMES)[number]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(workflows[name].jobs).map(([job, { permissions }]) => [job, permissions])
  )
}

function commandsOf({ steps }: Job): string {
  return steps.map(({ run = '' }) => run).join('\n')
}

describe('the workflows of a release', () => {
  it('give each job what it needs and no more', () => {
    expect(permissionsOf('release')).toEqual({
      plan: { contents: 'read' },
      prepare: { contents: 'write', 'pull-requests': 'write' },
      prove: { contents: 'read' },
      reproduce: { contents: 'read' },
      attest: { contents: 'read', 'id-token': 'write', attestations: 'write' },
      publish: { contents: 'read', attestations: 'read' }
    })
    expect(permissionsOf('rebuild-dist')).toEqual({ build: { contents: 'read' } })
    expect(permissionsOf('commit-dist')).toEqual({ commit: { contents: 'write', actions: 'read' } })
  })

  it.each(jobs)('keep no credential in the checkout (%s)', (_, { steps }) => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'))
    expect(checkouts.filter((step) => step.with?.['persist-credentials'] !== false)).toEqual([])
  })

  it.each(jobs)('put no text of an event into a command (%s)', (_, job) => {
    expect(commandsOf(job)).not.toContain('${{')
  })

  it.each(jobs)('run no script of a package where they can write (%s)', (_, job) => {
    if (!Object.values(job.permissions).includes('write')) return
    expect(commandsOf(job).match(/npm (ci|install)(?! --ignore-scripts)/)).toBeNull()
  })

  it('sign the committed bundle, in a job that runs nothing but actions and a comparison', () => {
    const attest = workflows.release.jobs['attest'] as Job
    expect(commandsOf(attest).trim()).toBe('diff -r dist release/dist')
    const signed = attest.steps.filter(({ uses }) => uses?.startsWith('actions/attest@'))
    expect(signed.map((step) => step.with?.['subject-path'])).toEqual(['dist/*.js', 'dist/*.js'])
  })

  it('write tags with a token that only the protected environment can mint', () => {
    const publish = workflows.release.jobs['publish'] as Job
    const app = publish.steps.find(({ uses }) => uses?.startsWith('actions/create-github-app-token@'))
    expect(app?.with).toMatchObject({ 'private-key': '${{ secrets.RELEASE_APP_PRIVATE_KEY }}' })
    expect(readText('.github/workflows/release.yml').match(/RELEASE_APP_PRIVATE_KEY/g)).toHaveLength(1)
  })

  it('publish what was proven, reproduced and signed, after somebody agreed', () => {
    const { attest, publish } = workflows.release.jobs
    expect(attest?.needs).toEqual(['prove', 'reproduce'])
    expect(publish?.needs).toBe('attest')
    expect(publish?.environment).toBe('release')
    expect(commandsOf(workflows.release.jobs['prove'] as Job)).toBe('\n\n.ci/run')
  })

  it('run one at a time, and to the end', () => {
    expect(workflows.release.concurrency).toEqual({ group: 'release', 'cancel-in-progress': false })
  })

  it('build updates and commit them in runs apart, neither of them as pull_request_target', () => {
    expect(Object.keys(workflows['rebuild-dist'].on)).toEqual(['pull_request'])
    expect(Object.keys(workflows['commit-dist'].on)).toEqual(['workflow_run'])
    expect(workflows['commit-dist'].on['workflow_run']).toMatchObject({ workflows: ['Rebuild dist'] })
    expect(readText('.github/workflows/rebuild-dist.yml')).toContain('name: Rebuild dist\n')
    expect(readText('.github/workflows/rebuild-dist.yml')).not.toContain('secrets.')
  })
})
