/** What the agent's program has sent so far, in the words of a scripted developer. */
export interface Turn {
  /** From 1: how often the developer was asked. */
  readonly number: number
  readonly system: string
  /** The first message of the user: the brief. */
  readonly brief: string
  /** Names of the tools that the request offers. */
  readonly tools: readonly string[]
  /** Results of the tools that the last reply asked for. */
  readonly results: readonly {
    readonly tool: string
    readonly text: string
    readonly isError: boolean
  }[]
}

/** What a developer does in one turn. */
export type Move =
  /** Says something, and asks for tools; without tools the conversation ends. */
  | {
      readonly kind: 'reply'
      readonly text?: string
      readonly uses?: readonly { readonly tool: string; readonly input: Readonly<Record<string, unknown>> }[]
      /** Tokens that the turn is said to have cost. */
      readonly outputTokens?: number
    }
  /** The service answers with an error of its own. */
  | { readonly kind: 'error'; readonly status: number; readonly type: string; readonly message: string }
  /** The service takes the request and never answers. */
  | { readonly kind: 'hang' }

/** A developer that plays a part, turn by turn. Without moves left, it ends the conversation. */
export interface Developer {
  readonly name: string
  readonly play: (turn: Turn) => Move | Promise<Move>
}
