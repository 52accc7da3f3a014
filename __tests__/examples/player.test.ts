import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { nameOf, knownAction, problemsWith } from '../../services/workflow/actions/known-actions.js'
import { permissionsOf } from '../../services/workflow/permissions.js'
import { playEvent, type WorkflowRun } from '../../services/workflow/play-workflow.js'
import { readWorkflow } from '../../services/workflow/read-workflow.js'
import { openWorld, type World } from './world.js'

/* The player itself: one that is too kind would prove nothing about the examples. */

const CHECKOUT = 'actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8'
const UPLOAD = 'actions/upload-artifact@b7c566a772e6b6bfb58ed0dc250532a479d7789f'
const DOWNLOAD = 'actions/download-artifact@37930b1c2abaa49bbe596cd826c3c89aef350131'
const APP = 'actions/create-github-app-token@1b10c78c7865c340bc4f6099eb2f838309f1e8c3'

let world: World
beforeAll(async () => {
  world = await openWorld({ workflows: {} })
})
afterAll(() => world.stop())

/** Plays jobs, written as YAML in flow style, with read access to the contents. */
async function play(jobs: string): Promise<WorkflowRun> {
  const head = "on: { schedule: [{ cron: '0 4 * * *' }] }\npermissions: { contents: read }\njobs: "
  const text = head + jobs.replace(/(?<!\$\{)\{ (?=steps:|needs:|outputs:)/g, '{ runs-on: ubuntu-latest, ')
  const event = { name: 'schedule', payload: { schedule: '0 4 * * *' } } as const
  const [run] = await playEvent({ ...world.hosting, workflows: { 'player.yml': text } }, event)
  if (!run) throw new Error('Nothing was played')
  return run
}

async function stepsOf(...steps: readonly string[]): Promise<WorkflowRun['jobs'][number]['steps']> {
  return (await play(`{ job: { steps: [${steps.join(', ')}] } }`)).jobs[0]?.steps ?? []
}

function results({ jobs }: WorkflowRun): readonly string[] {
  return jobs.map(({ id, result }) => `${id} ${result}`)
}

describe('jobs', () => {
  it('run in the order of needs, and not after a failed one, unless they say so', async () => {
    const run = await play(`{
      last: { needs: [next, other], if: always(), steps: [{ run: 'true' }] },
      other: { needs: first, if: failure(), steps: [{ run: 'true' }] },
      next: { needs: first, steps: [{ run: 'true' }] },
      first: { steps: [{ run: 'exit 3' }, { run: 'true' }, { if: failure(), run: 'true' }] }
    }`)
    expect(results(run)).toEqual(['first failure', 'other success', 'next skipped', 'last success'])
    expect(run.jobs[0]?.steps.map(({ conclusion }) => conclusion)).toEqual(['failure', 'skipped', 'success'])
  })

  it('see what the jobs that they need put out; those that need none start at once', async () => {
    const run = await play(`{
      one: { outputs: { who: "\${{ steps.app.outputs.app-slug }}" }, steps: [
        { id: app, uses: ${APP}, with: {
          client-id: "\${{ vars.AUTOFIX_APP_CLIENT_ID }}", private-key: "\${{ secrets.AUTOFIX_APP_PRIVATE_KEY }}" } } ] },
      two: { needs: one, steps: [{ run: "echo \${{ needs.one.outputs.who }} \${{ needs.one.result }}" }] },
      three: { steps: [{ run: "echo [\${{ secrets.NONE }}\${{ vars.NONE }}\${{ github.event.none.at.all }}]" }] }
    }`)
    expect(results(run)).toEqual(['one success', 'three success', 'two success'])
    expect(run.jobs.slice(1).map(({ steps: [step] }) => step?.log)).toEqual([
      ['[]'],
      ['acme-autofix success']
    ])
  })

  it('that wait for each other are refused', async () => {
    await expect(play(`{ one: { needs: two, steps: [{ run: 'true' }] } }`)).rejects.toThrow(
      'jobs wait for each other'
    )
  })
})

describe('files that GitHub would refuse, or that the player would pass over, are not played', () => {
  it.each([
    ['an unknown key', 'jobs: { job: { runs-on: x, colour: red, steps: [{ run: x }] } }', /colour/],
    [
      'a key that is not played',
      'jobs: { job: { runs-on: x, container: x, steps: [{ run: x }] } }',
      /container/
    ],
    ['broken YAML', 'jobs: [', /./]
  ])('%s', (_, jobs, expected) => {
    expect(() => readWorkflow('broken.yml', `on: push\n${jobs}`)).toThrow(expected)
  })

  it('a condition on a context that is not there', async () => {
    const job = "{ job: { needs: [], if: secrets.NONE == '', steps: [{ run: 'true' }] } }"
    await expect(play(job)).rejects.toThrow("The condition secrets.NONE == '' cannot be read")
  })

  it('permissions that nobody wrote', () => {
    expect(() => permissionsOf(undefined, undefined)).toThrow('Neither the job nor the workflow says')
  })
})

describe('actions of others', () => {
  it('are known at the one commit that they were read at, with the inputs that they have there', () => {
    expect(nameOf(knownAction(CHECKOUT))).toBe(CHECKOUT)
    expect(() => knownAction('actions/checkout@v5')).toThrow('has no stand-in')
    expect(problemsWith(knownAction(CHECKOUT), { branch: 'x' })).toEqual(['Unexpected input: branch'])
    expect(problemsWith(knownAction(CHECKOUT), { lfs: 'true' })).toEqual([
      'The stand-in does nothing with the input lfs'
    ])
    expect(problemsWith(knownAction(UPLOAD), { path: '' })).toEqual(['Input required and not supplied: path'])
  })

  it('checkout gets the ref that it is told, and keeps its token unless it is told not to', async () => {
    const [, kept, plain] = [
      await world.github.seedFiles({ 'only-here.txt': 'x' }, { branch: 'side' }),
      await stepsOf(`{ uses: ${CHECKOUT} }`, '{ run: cat .git/config; git branch --show-current }'),
      await stepsOf(
        `{ uses: ${CHECKOUT}, with: { ref: side, persist-credentials: false } }`,
        '{ run: cat .git/config; cat only-here.txt }'
      )
    ]
    expect(kept[1]?.log).toEqual(
      expect.arrayContaining([expect.stringContaining('AUTHORIZATION: basic'), 'main'])
    )
    expect(plain[1]?.log.join('\n')).toMatch(/x$/)
    expect(plain[1]?.log.join('\n')).not.toContain('AUTHORIZATION')
    const [missing] = await stepsOf(`{ uses: ${CHECKOUT}, with: { ref: nowhere } }`)
    expect(missing).toMatchObject({ conclusion: 'failure' })
  })

  it('artifacts go from job to job; one that is not there fails the download alone', async () => {
    const run = await play(`{
      one: { steps: [
        { uses: ${UPLOAD}, with: { name: none, path: "\${{ runner.temp }}/none" } },
        { run: "mkdir $RUNNER_TEMP/out; echo hi > $RUNNER_TEMP/out/a; echo no > $RUNNER_TEMP/out/.b" },
        { uses: ${UPLOAD}, with: { name: out, path: "\${{ runner.temp }}/out", retention-days: 14 } } ] },
      two: { needs: one, steps: [
        { uses: ${DOWNLOAD}, with: { name: out, path: "\${{ runner.temp }}/in" } },
        { run: "ls -A $RUNNER_TEMP/in; ls -A $RUNNER_TEMP" },
        { uses: ${DOWNLOAD}, with: { name: none } } ] }
    }`)
    expect(results(run)).toEqual(['one success', 'two failure'])
    expect(run.jobs[1]?.steps[1]?.log).toEqual(['a', 'in'])
    expect(run.jobs[1]?.steps[2]?.log).toEqual([
      'Unable to download artifact(s): Artifact not found for name: none'
    ])
  })

  it("the App's token is minted for the right key, and never for more than the App has", async () => {
    const mint = async (change: string): Promise<string | undefined> => {
      const given = `client-id: "\${{ vars.AUTOFIX_APP_CLIENT_ID }}", ${change}`
      return (await stepsOf(`{ uses: ${APP}, with: { ${given} } }`))[0]?.log[0]
    }
    const key = 'private-key: "${{ secrets.AUTOFIX_APP_PRIVATE_KEY }}"'
    expect(await mint(key)).toBeUndefined()
    expect(await mint('private-key: wrong')).toContain('could not be decoded')
    expect(await mint('private-key: "${{ secrets.MISSPELT }}"')).toBe(
      'Input required and not supplied: private-key'
    )
    expect(await mint(`${key}, permission-contents: read`)).toBeUndefined()
    expect(await mint(`${key}, permission-workflows: write`)).toContain('not granted')
    expect(await mint(`${key}, permission-variables: read`)).toBe('Unexpected input: permission-variables')
  })
})

describe('commands', () => {
  it("get the agent's program in the version that is installed, and nothing else from the registry", async () => {
    const manifest = join('node_modules', '@anthropic-ai/claude-code/package.json')
    const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string }
    const install = (wanted: string): string => `{ run: 'npm install --global ${wanted}' }`
    const right = await stepsOf(install(`@anthropic-ai/claude-code@${version}`), '{ run: command -v claude }')
    expect(right.map(({ conclusion }) => conclusion)).toEqual(['success', 'success'])
    for (const wanted of ['@anthropic-ai/claude-code@1.0.0', 'left-pad']) {
      expect((await stepsOf(install(wanted)))[0]?.conclusion).toBe('failure')
    }
  })
})
