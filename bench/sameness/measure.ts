import { classCases } from './corpus/classes/index.js'
import { harmlessTexts } from './corpus/harmless.js'
import { plantedTexts } from './corpus/redaction/planted.js'
import type { SamenessData } from './rows.js'
import { classWays, ourClass, scoreClasses, type ClassReport } from './scores/classes.js'
import { scoreCulprits, type CulpritReport } from './scores/culprits.js'
import { scoreReader, type FrameReport } from './scores/frames.js'
import { scorePairs, share, type PairReport } from './scores/pairs.js'
import { ourRedaction, redactionWays, scoreRedaction, type RedactionReport } from './scores/redaction.js'
import { messageWays } from './ways/mask-messages.js'
import { findsPath, ourCulprit, ourEvents, ourMessages, ourReader } from './ways/ours.js'
import { readerWays } from './ways/read-frames.js'
import { culpritWays, eventWays } from './ways/tell-bugs.js'

/** Reports by the name of the way; ours comes first. */
export type Reports<Report> = Readonly<Record<string, Report>>

/** Everything but times: the same for the same code and data. */
export interface Sameness {
  readonly rows: Readonly<Record<'messages' | 'events' | 'traces' | 'culprits', number>>
  readonly traces: Reports<FrameReport>
  readonly messages: Reports<PairReport>
  readonly events: Reports<PairReport>
  readonly culprits: Reports<CulpritReport>
  /** Share of the culprits whose file was found in the repository. */
  readonly paths: number | undefined
}

/** Asked of our own corpus alone. */
export interface Judgement {
  readonly classes: Reports<ClassReport>
  readonly redaction: Reports<RedactionReport>
}

export function measureSameness(data: SamenessData): Sameness {
  const located = data.culprits.filter(({ path }) => path !== undefined)
  return {
    rows: {
      messages: data.messages.length,
      events: data.events.length,
      traces: data.traces.length,
      culprits: data.culprits.length
    },
    traces: byWay([ourReader, ...readerWays], (way) => scoreReader(data.traces, way)),
    messages: byWay([ourMessages, ...messageWays], (way) =>
      scorePairs(data.messages, way, { source: ({ source }) => source, kind: ({ kind }) => kind })
    ),
    events: byWay([ourEvents, ...eventWays], (way) =>
      scorePairs(data.events, way, {
        language: ({ language }) => language,
        change: ({ perturbation, same }) => `${same ? 'same' : 'other'}: ${perturbation}`
      })
    ),
    culprits: byWay([ourCulprit, ...culpritWays], (way) => scoreCulprits(data.culprits, way)),
    paths: share(located.filter(findsPath).length, located.length)
  }
}

/** Of the secrets that are planted; another seed makes other ones of the same kinds. */
const seed = 1

export function measureJudgement(data: SamenessData): Judgement {
  const planted = plantedTexts(seed)
  const harmless = harmlessTexts(data)
  return {
    classes: byWay([ourClass, ...classWays], (way) => scoreClasses(classCases, way)),
    redaction: byWay([ourRedaction, ...redactionWays], (way) => scoreRedaction(planted, harmless, way))
  }
}

function byWay<Way extends { readonly name: string }, Report>(
  ways: readonly Way[],
  measure: (way: Way) => Report
): Reports<Report> {
  return Object.fromEntries(ways.map((way) => [way.name, measure(way)]))
}
