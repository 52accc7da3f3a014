import { posix } from 'node:path'
import { readSource, type Import } from './source-reader.js'

/** Text of every file, by its path from the root of the repository. */
export type Sources = ReadonlyMap<string, string>

/** Stages of the flow, in order: each imports only from itself and from those before it. */
const STAGES = ['event', 'issue', 'decision', 'ticket', 'fix', 'proof', 'pull-request'] as const

const VENDORS = /^(@actions\/|@octokit\/|@datadog\/|jira\.js)/
const MAXIMUM_LINES = 250

interface Fence {
  /** Files that the fence stands around. */
  readonly around: RegExp
  /** Files of ours that they may import. */
  readonly mayImport: readonly RegExp[]
  /** Files of which they may import types alone. */
  readonly mayKnow?: readonly RegExp[]
  /** They may import node:* and the vendors' clients. */
  readonly touchesTheWorld?: boolean
}

const text = /^src\/text\//
const flow = /^src\/flow\//
const report = /^src\/report\//
const ports = /^src\/(?:(?:fix|knowledge)-)?ports\.ts$/
const errors = /^src\/errors\.ts$/
const config = /^src\/config\//
const checkUp = /^src\/check-up\//

const fences: readonly Fence[] = [
  { around: text, mayImport: [text, errors] },
  { around: flow, mayImport: [flow, text, errors] },
  { around: checkUp, mayImport: [checkUp, flow, text, errors], mayKnow: [config] },
  { around: report, mayImport: [report, checkUp, flow, text, errors] },
  { around: ports, mayImport: [ports], mayKnow: [flow] },
  { around: errors, mayImport: [] },
  {
    around: /^src\/modes\//,
    mayImport: [/^src\/modes\//, checkUp, flow, ports, report, text, errors],
    mayKnow: [config]
  },
  {
    around: config,
    // The adapter knows which sites there are; which of them is meant is configuration.
    mayImport: [config, flow, text, errors, /^src\/adapters\/datadog\/sites\.ts$/],
    mayKnow: [/^src\/adapters\//]
  }
]

/** Every breach of the architecture, one sentence each. */
export function findBreaches(sources: Sources): readonly string[] {
  return [...sources].flatMap(([path, content]) => {
    const { imports, finds } = readSource(path, content)
    const lines = content.replace(/\n$/, '').split('\n').length
    return [
      ...imports.flatMap((each) => judgeImport(path, each)),
      ...finds.flatMap(({ what, line }) =>
        what === 'process state' && path === 'src/main.ts' ? [] : [`${path}:${line} ${what}`]
      ),
      ...(lines > MAXIMUM_LINES ? [`${path} has ${lines} lines`] : [])
    ]
  })
}

function judgeImport(path: string, each: Import): readonly string[] {
  const { specifier, typesOnly, line } = each
  const breach = [`${path}:${line} imports ${specifier}`]
  const fence = fenceAround(path)
  if (!specifier.startsWith('.')) {
    if (/^(node:)?process$/.test(specifier)) return breach
    // A specifier that is computed has a quote, a bracket or a space in it.
    if (!/^[\w@./:-]+$/.test(specifier)) return breach
    const isWorld = specifier.startsWith('node:') || VENDORS.test(specifier)
    return isWorld && fence?.touchesTheWorld !== true && fence !== undefined ? breach : []
  }
  if (!specifier.endsWith('.js')) return breach
  const target = posix.join(posix.dirname(path), specifier).replace(/\.js$/, '.ts')
  if (target === 'src/main.ts' || !target.startsWith('src/')) return breach
  if (breaksOrder(path, target)) return breach
  if (fence === undefined) return []
  const allowed = [...fence.mayImport, ...(typesOnly ? (fence.mayKnow ?? []) : [])]
  return allowed.some((expression) => expression.test(target)) ? [] : breach
}

/** `undefined` for what puts the parts together: the files at the top of src. */
function fenceAround(path: string): Fence | undefined {
  const [, own] = /^(src\/adapters\/[^/]+)\//.exec(path) ?? []
  if (path.startsWith('src/adapters/')) {
    return {
      around: /^src\/adapters\//,
      // Beside the folders of the vendors stands what they all share: retrying.
      mayImport: [
        /^src\/adapters\/[^/]+\.ts$/,
        ...(own ? [new RegExp(`^${own}/`)] : []),
        ports,
        checkUp,
        flow,
        text,
        errors
      ],
      mayKnow: [/^src\/adapters\//],
      touchesTheWorld: true
    }
  }
  return fences.find(({ around }) => around.test(path))
}

function breaksOrder(path: string, target: string): boolean {
  const [from, to] = [stageOf(path), stageOf(target)]
  return from !== undefined && to !== undefined && to > from
}

function stageOf(path: string): number | undefined {
  const [, stage] = /^src\/flow\/([^/]+)\//.exec(path) ?? []
  if (stage === undefined) return undefined
  const index = STAGES.findIndex((each) => each === stage)
  // A folder that is no stage would escape the order.
  if (index < 0) throw new Error(`src/flow/${stage} is not a stage of the flow`)
  return index
}
