/** Figures of one attempt; identifiers and numbers only, nothing of strangers. */
export interface FixFigures {
  readonly outcome: string
  readonly reason: string
  readonly fixClass: string
  readonly team: string
  readonly usd: number
  readonly turns: number
  readonly inputTokens: number
  readonly outputTokens: number
  readonly cacheReadTokens: number
  readonly cacheWriteTokens: number
  readonly seconds: number
}
