import { readEvent } from '../../../src/adapters/datadog/sample.js'
import { repositoryName } from '../../../src/adapters/datadog/repository-name.js'
import { parseMemory } from '../../../src/adapters/jira/ticket-memory.js'
import { ConfigurationError } from '../../../src/errors.js'
import { findOwnershipRule, parseCodeOwners } from '../../../src/flow/decision/codeowners.js'
import { installedVersion } from '../../../src/flow/decision/dependencies/lockfiles.js'
import { compareVersions, isInRange } from '../../../src/flow/decision/dependencies/version.js'
import type { Ecosystem } from '../../../src/flow/decision/dependencies/dependency.js'
import { findIssueId } from '../../../src/flow/event/issue-id.js'
import { readTrigger } from '../../../src/flow/event/trigger.js'
import { readAgentReply } from '../../../src/flow/fix/agent-reply.js'
import { parseLedger } from '../../../src/flow/fix/ledger-file.js'
import { readFixRequest } from '../../../src/flow/fix/read-fix-request.js'
import { readStackTrace } from '../../../src/flow/issue/read-stack-trace.js'
import { failingTests, readTestReports, saysNothingPassed } from '../../../src/flow/proof/failing-tests.js'
import { readFixBundle } from '../../../src/flow/pull-request/read-fix-bundle.js'
import { request } from '../../flow/pull-request/bundle-example.js'

/** How much longer than its text an answer may be as JSON: names of fields, and escapes of six characters for one. */
const FACTOR = 60
const FIXED = 20_000

export interface TextParser {
  readonly name: string
  readonly read: (text: string) => unknown
  /** Pieces that keep it busy, to be repeated. */
  readonly pieces: readonly string[]
}

const lockfiles: readonly (readonly [Ecosystem, string])[] = [
  ['npm', 'pnpm-lock.yaml'],
  ['npm', 'yarn.lock'],
  ['npm', 'package-lock.json'],
  ['pip', 'uv.lock'],
  ['pip', 'Pipfile.lock'],
  ['pip', 'requirements.txt'],
  ['rubygems', 'Gemfile.lock'],
  ['go', 'go.mod'],
  ['composer', 'composer.lock'],
  ['rust', 'Cargo.lock'],
  ['pub', 'pubspec.lock'],
  ['maven', 'gradle.lockfile'],
  ['erlang', 'mix.lock']
]

function readLockfile(ecosystem: Ecosystem, file: string, text: string): unknown {
  const wanted = { ecosystem, name: 'lodash', version: undefined, folder: 'node_modules/lodash' }
  return installedVersion(`a/${file}`, text, wanted)
}

/** Everything that reads a text of strangers. */
export const textParsers: readonly TextParser[] = [
  { name: 'stack traces', read: readStackTrace, pieces: ['at f (/a.ts:1:2)\n', '(', '  ', 'Caused by: x\n'] },
  {
    name: 'code owners',
    read: (text) => {
      const owners = parseCodeOwners('CODEOWNERS', text)
      return [owners.rules.length, findOwnershipRule(owners, 'src/a.ts')?.line]
    },
    pieces: ['/src/** @a\n', '*', '\\ ', '# ', '@a ', '[a] @b\n']
  },
  ...lockfiles.map(([ecosystem, file]): TextParser => ({
    name: file,
    read: (text) => readLockfile(ecosystem, file, text),
    pieces: [
      'lodash@^1:\n  version "1"\n',
      '"lodash": {',
      '  lodash (1.0)\n',
      '[[package]]\nname = "lodash"\n',
      ' '
    ]
  })),
  {
    name: 'output of tests',
    read: (output) => [
      readTestReports(output).map((report) => ({ ...report, failed: [...report.failed] })),
      [...(failingTests({ output, outputBytes: output.length }) ?? [])],
      saysNothingPassed(output)
    ],
    pieces: [
      '  ● a › b\n',
      'not ok 1 - x\n',
      'FAILED a.py::b - x\n',
      '--- FAIL: T (0.00s)\n',
      ' failed',
      '1) x\n'
    ]
  },
  { name: 'the ledger', read: parseLedger, pieces: ['{"version":1,"attempts":[', '[', '"', ' '] },
  { name: 'a git remote', read: repositoryName, pieces: ['a@', 'a/', 'github.com:', '..'] },
  {
    name: 'versions',
    read: (text) => [
      compareVersions(text, '1.2.3'),
      compareVersions('1.2.3', text),
      isInRange('1.2.3', text)
    ],
    pieces: ['1.', '-', '>= 1 ', '1, ']
  },
  {
    name: 'alerts',
    read: (text) => findIssueId({ text, scope: text }),
    pieces: ['dd-issue-id=', 'issue.id:', '0123abcd-', ',']
  }
]

/** What reads a JSON value of strangers. */
export const valueParsers: readonly { readonly name: string; readonly read: (value: unknown) => unknown }[] =
  [
    {
      name: 'the event of a monitor',
      read: (payload) =>
        readTrigger({
          eventName: 'repository_dispatch',
          payload: { client_payload: payload },
          inputs: { issueId: '', query: '', forceFix: false }
        })
    },
    {
      name: 'the event of a person',
      read: (inputs) =>
        readTrigger({
          eventName: 'workflow_dispatch',
          payload: { inputs },
          inputs: { issueId: '', query: '', forceFix: false }
        })
    },
    { name: 'the hand-off', read: readFixRequest },
    { name: 'the answer of the agent', read: readAgentReply },
    { name: 'the memory of a ticket', read: parseMemory },
    { name: 'the ledger', read: (value) => parseLedger(JSON.stringify(value)) },
    {
      name: 'the bundle of a fix',
      read: (value) => {
        try {
          return readFixBundle(value, request)
        } catch (error) {
          if (!(error instanceof ConfigurationError)) throw error
          return error.problems
        }
      }
    },
    {
      name: 'an event of Datadog',
      read: (attributes) => {
        const isRecord = typeof attributes === 'object' && attributes !== null && !Array.isArray(attributes)
        const all = { ...(isRecord ? attributes : { attributes }), start_timestamp: '2026-03-10T12:00:00Z' }
        return (['spans', 'logs', 'rum'] as const).map((track) =>
          readEvent(track, { id: 'e', attributes: all }, true)
        )
      }
    }
  ]

/** Whether an answer is bounded by what was read. */
export function isBounded(answer: unknown, readChars: number): boolean {
  return (JSON.stringify(answer) ?? '').length <= FACTOR * readChars + FIXED
}
