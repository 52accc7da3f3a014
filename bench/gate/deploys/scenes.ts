/** How errors rise around a deploy, or without one. Minutes are drawn from the ranges. */
export interface Scene {
  readonly words: string
  /** Of a hundred rises, so many are like this: our assumption. Coincidences are as rare as one deploy a day makes them. */
  readonly weight: number
  /** The errors are new, there were fewer before, or they rise slowly over so many minutes. */
  readonly rise: 'new' | 'step' | { readonly rampMinutes: number }
  /** A deploy of the service is so near to the rise: minutes after the end of the deploy at which it begins. Absent: none but those by luck. */
  readonly lag?: readonly [number, number]
  /** That deploy is the cause. */
  readonly isCause: boolean
  /** The rise ends by itself after so many minutes. */
  readonly minutes?: number
  /** Which events carry the new version: all after the deploy, as many as instances are replaced, or none of the rise. */
  readonly carried: 'all' | 'rolling' | 'none'
  /** What the diff of the deploy says: a changed line of the stack, other files, documents alone, or nothing, because it cannot be read. */
  readonly diff: 'meets' | 'misses' | 'harmless' | 'unread'
  /** Share of the other services that rise at the same time. */
  readonly peersUp?: number
  /** The error names a host that is not ours. */
  readonly isThirdParty?: boolean
  /** A second deploy so many minutes before. */
  readonly second?: number
}

/** Of a hundred rises 47 have a cause of ours. */
export const scenes = {
  breaks: {
    weight: 13,
    words: 'a deploy breaks the line that fails',
    rise: 'step',
    lag: [0, 8],
    isCause: true,
    carried: 'all',
    diff: 'meets'
  },
  'breaks-unread': {
    weight: 6,
    words: 'a deploy breaks something, and nobody may read its diff',
    rise: 'step',
    lag: [0, 8],
    isCause: true,
    carried: 'all',
    diff: 'unread'
  },
  'breaks-elsewhere': {
    weight: 6,
    words: 'a deploy breaks something that the stack does not show, while it is rolled out',
    rise: 'step',
    lag: [-10, -2],
    isCause: true,
    carried: 'rolling',
    diff: 'misses'
  },
  'new-error': {
    weight: 13,
    words: 'a deploy brings an error that never was',
    rise: 'new',
    lag: [0, 10],
    isCause: true,
    carried: 'all',
    diff: 'meets'
  },
  'new-unread': {
    weight: 4,
    words: 'the same without a diff',
    rise: 'new',
    lag: [0, 10],
    isCause: true,
    carried: 'all',
    diff: 'unread'
  },
  slow: {
    weight: 3,
    words: 'a deploy leaks, and errors rise over two hours',
    rise: { rampMinutes: 120 },
    lag: [0, 0],
    isCause: true,
    carried: 'all',
    diff: 'misses'
  },
  tied: {
    weight: 2,
    words: 'two deploys within three minutes, and the later one breaks it',
    rise: 'step',
    lag: [1, 6],
    isCause: true,
    carried: 'all',
    diff: 'meets',
    second: 3
  },
  alone: {
    weight: 28,
    words: 'errors rise by themselves',
    rise: 'step',
    isCause: false,
    carried: 'none',
    diff: 'misses'
  },
  'by-luck': {
    weight: 1,
    words: 'errors rise by themselves within a quarter of an hour after a deploy',
    rise: 'step',
    lag: [0, 15],
    isCause: false,
    carried: 'all',
    diff: 'misses'
  },
  'by-luck-unread': {
    weight: 0.5,
    words: 'the same without a diff',
    rise: 'step',
    lag: [0, 15],
    isCause: false,
    carried: 'all',
    diff: 'unread'
  },
  answer: {
    weight: 6,
    words: 'a deploy answers the errors 15 to 40 minutes later',
    rise: 'step',
    lag: [-40, -15],
    isCause: false,
    carried: 'none',
    diff: 'meets'
  },
  'while-rolling': {
    weight: 0.5,
    words: 'errors rise by themselves while a deploy is rolled out',
    rise: 'step',
    lag: [-8, 5],
    isCause: false,
    carried: 'none',
    diff: 'misses'
  },
  documents: {
    weight: 1,
    words: 'a deploy of documents alone, and errors that rise by themselves',
    rise: 'step',
    lag: [0, 8],
    isCause: false,
    carried: 'all',
    diff: 'harmless'
  },
  restart: {
    weight: 4,
    words: 'a deploy restarts the service, and errors are gone in six minutes',
    rise: 'step',
    lag: [0, 2],
    isCause: false,
    minutes: 6,
    carried: 'rolling',
    diff: 'misses'
  },
  shared: {
    weight: 7,
    words: 'something that all share fails just after a deploy',
    rise: 'step',
    lag: [0, 8],
    isCause: false,
    carried: 'all',
    diff: 'misses',
    peersUp: 0.7
  },
  'third-party': {
    weight: 5,
    words: 'another company fails just after a deploy',
    rise: 'step',
    lag: [0, 8],
    isCause: false,
    carried: 'all',
    diff: 'misses',
    isThirdParty: true
  }
} as const satisfies Readonly<Record<string, Scene>>

export type SceneName = keyof typeof scenes
export const sceneNames = Object.keys(scenes).filter((name): name is SceneName => name in scenes)
