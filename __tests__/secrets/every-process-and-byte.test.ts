import { beforeAll, describe, expect, it } from '@jest/globals'
import { allowances, sceneNames, variables, type SceneName } from './allowed.js'
import { watched } from './credentials.js'
import {
  bubbleScript,
  plainScript,
  rootScript,
  userNamespaceScript
} from '../../src/adapters/process/sandbox-script.js'
import { createSearch } from './encodings.js'
import { playAll, type Played } from './scenes.js'
import type { Recording, Text } from './recording.js'
import { describe as show, kindOf, processKinds, type StartedProcess } from './started-process.js'
import { tracer } from './trace.js'

/*
 * Every process that the action starts, and every byte that it writes, with the committed bundle: no credential is in any of them
 * but where the contract has it. The list of what is allowed is allowed.ts; a new kind of child process fails until it is in there.
 *
 * Why the list of processes is complete: a recorder in the action's own process (preload.cjs) sees each child at the one place
 * where Node starts them, with all that it is given: arguments, environment, folder, descriptors, standard input. What a child
 * starts in turn can only hold what the child was given, or found in a file or on a socket, and both are recorded. So a descendant
 * of a child without a credential has none. For the two that hold one, and to see it with one's own eyes, `strace` lists what is
 * executed below the fix job where it is installed, and a test of the repository in the sandbox tells what it can see from there.
 */

const TIME_LIMIT_MS = 480_000
const search = createSearch(watched)

/** Scenes in which the agent's program is started. */
const AGENT_RUNS = 3

/** Every text that a shell gets from us; the command of the repository is an argument beside it. */
const scripts: readonly string[] = [
  plainScript,
  bubbleScript,
  userNamespaceScript('cut'),
  userNamespaceScript('open'),
  rootScript('cut'),
  rootScript('open')
]

let played: Played
beforeAll(async () => {
  played = await playAll(tracer())
}, TIME_LIMIT_MS)

function recordingOf(name: SceneName): Recording {
  const recording = played.recordings.get(name)
  if (recording === undefined) throw new Error(`The scene "${name}" was not played`)
  return recording
}

/** `credential in place`, once each. */
function finds(texts: readonly Text[]): readonly string[] {
  const found = texts.flatMap(({ where, text }) => search(text).map(({ name }) => `${name} in ${where}`))
  return [...new Set(found)].sort()
}

function allowed(scene: SceneName): readonly { readonly find: string; readonly seldom: boolean }[] {
  return allowances
    .filter(({ scenes }) => scenes.includes(scene))
    .map(({ credential, place, seldom }) => ({ find: `${credential} in ${place}`, seldom: seldom === true }))
}

it('every scene ends as it should', () => {
  const ends = sceneNames.map((name) => {
    const { exitCode, outputs, stderr } = recordingOf(name).result
    return [name, exitCode, outputs['outcome'] ?? '', stderr]
  })
  expect(ends).toEqual([
    ['ticket', 0, 'ticketed', ''],
    ['duplicate', 0, 'duplicate', ''],
    ['misconfigured', 1, '', ''],
    ['refused by Datadog', 1, '', ''],
    ['autofix', 0, 'fix-ready', ''],
    ['refused by GitHub', 1, '', ''],
    ['publish', 0, 'pull-request', ''],
    ['refused by the model', 0, 'gave-up', ''],
    ['one job', 0, 'pull-request', '']
  ])
  expect(recordingOf('ticket').result.outputs['autofix-eligible']).toBe('true')
})

describe.each(sceneNames)('%s', (scene) => {
  it('holds no credential anywhere but where the contract has it', () => {
    const places = allowed(scene).map(({ find }) => find)
    expect(finds(recordingOf(scene).texts).filter((find) => !places.includes(find))).toEqual([])
  })

  it('has each credential where it is used, so that the search is known to see it there', () => {
    const found = finds(recordingOf(scene).texts)
    const missed = allowed(scene).filter(({ find, seldom }) => !seldom && !found.includes(find))
    expect(missed).toEqual([])
  })

  it('starts no process of an unknown kind', () => {
    const unknown = recordingOf(scene).processes.filter((each) => kindOf(each) === undefined)
    expect(unknown.map(show)).toEqual([])
  })

  it('gives its children the variables that are listed, and no others', () => {
    const strays = recordingOf(scene)
      .processes.filter(({ source }) => source === 'action')
      .flatMap((started) => {
        const kind = kindOf(started)
        const names = Object.keys(started.env)
        return names
          .filter((name) => kind === undefined || !variables[kind].test(name))
          .map((name) => `${name} of ${kind}`)
      })
    expect([...new Set(strays)]).toEqual([])
  })
})

it('the search reads what is gone as well as what is left, and what git has packed', () => {
  const read = (where: RegExp, word: string): boolean =>
    recordingOf('autofix').texts.some((each) => where.test(each.where) && each.text.includes(word))
  const blind = [
    [/^file fix-workspace\/agent\/src\/orders\/order-total\.js$/, 'price?.amount'],
    [/^file agent-\w+\/home\/\.claude\/\.claude\.json$/, '"firstStartVersion"'],
    [/^file agent-\w+\/evidence\/production-error\.json$/, 'order-total.js'],
    [/^git objects of .*fix-workspace\/repository\.git\/objects$/, ' commit '],
    [/^stdin of agent$/, 'production-error.json'],
    [/^stdin of git$/, 'src/orders'],
    [/^file runner-\w+\/output$/, 'fix-ready'],
    [/^file runner-\w+\/summary\.md$/, '#'],
    [/^file runner-\w+\/temp\/datadog-autofix\/report\.json$/, '"record"'],
    [/^change of the file system by open/, 'fix.patch'],
    [/^change of the file system by write/, '"attemptId"'],
    [/^body to github$/, 'ledger.json'],
    [/^body to anthropic$/, 'run_tests'],
    [/^body to datadog$/, 'cost_usd'],
    [/^names of files$/, 'summary.md']
  ] as const
  expect(blind.filter(([where, word]) => !read(where, word))).toEqual([])
  expect(played.hosted.filter(({ text }) => !/ commit \d/.test(text) || !/ blob \d/.test(text))).toEqual([])
})

describe('all scenes', () => {
  const processes = (): readonly StartedProcess[] =>
    sceneNames.flatMap((name) => recordingOf(name).processes.filter(({ source }) => source === 'action'))

  it('start every kind of process that the table names, but what only the agent starts', () => {
    const kinds = new Set(processes().map(kindOf))
    expect(processKinds.filter((kind) => !kinds.has(kind))).toEqual(['helper of the agent'])
  })

  it('run a shell for the commands of the repository alone, and with scripts of ours', () => {
    const shells = processes().filter(({ argv }) =>
      argv.some((word) => /^(?:\S*\/)?(?:ba|da)?sh$/.test(word))
    )
    expect(new Set(shells.map(kindOf))).toEqual(new Set(['test command']))
    const texts = shells.map(({ argv }) => argv[argv.indexOf('-c') + 1] ?? '')
    expect(texts.filter((text) => !scripts.includes(text))).toEqual([])
  })

  it('hand no descriptor of ours to a child', () => {
    const handed = processes().flatMap(({ stdio = [] }) => stdio)
    expect(handed.filter((each) => !['undefined', 'pipe', 'ignore'].includes(each))).toEqual([])
  })

  it('connect to the vendors alone, on this machine', () => {
    const places = sceneNames.flatMap((name) => recordingOf(name).connections)
    expect(new Set(places)).toEqual(played.vendors)
  })

  it('send nothing that is packed, so that the search can read it', () => {
    const packed = sceneNames.flatMap((name) =>
      recordingOf(name).requests.filter(
        ({ headers }) => (headers['content-encoding'] ?? 'identity') !== 'identity'
      )
    )
    expect(packed).toEqual([])
  })

  it('leave nothing in the temporary folder of the system', () => {
    const left = sceneNames.flatMap((name) =>
      recordingOf(name).texts.filter(({ where }) => /^file system-tmp\//.test(where))
    )
    expect(left).toEqual([])
  })

  it('leave nothing on GitHub, and show nothing to a test command', () => {
    const probed = played.probed.map((text) => ({ where: 'sight of a test command', text }))
    expect(finds([...played.hosted, ...probed])).toEqual([])
    expect([played.hosted.length, probed.length > 0]).toEqual([3, true])
  })

  it("keep the token of the agent's tool in its own file", () => {
    const texts = sceneNames.flatMap((name) => recordingOf(name).texts)
    const tokens = texts
      .filter(({ where }) => where.endsWith('/servers.json'))
      .map(({ text }) => /Bearer ([\w-]{43})/.exec(text)?.[1] ?? 'none')
    expect(new Set(tokens).size).toBe(AGENT_RUNS)
    expect(tokens).not.toContain('none')
    const searchTokens = createSearch(tokens.map((value) => ({ name: 'tool token', value })))
    const strays = texts.filter(
      ({ where, text }) => !isServerFile(where, text) && searchTokens(text).length > 0
    )
    expect(strays.map(({ where }) => where)).toEqual([])
  })
})

/** The file itself, and the one call that writes it. */
function isServerFile(where: string, text: string): boolean {
  return where.endsWith('/servers.json') || (where.startsWith('change of') && text.includes('"mcpServers"'))
}
