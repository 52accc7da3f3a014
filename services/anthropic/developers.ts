import type { Developer, Move, Turn } from './developer.js'
import { say } from './moves.js'

/** A move, or what a turn makes of it. */
export type Step = Move | ((turn: Turn) => Move | Promise<Move>)

/** Ends the conversation with words alone. */
export const THE_END: Move = say('I have nothing to add.')

/**
 * Plays its steps in order, one each turn; a turn after the last step ends the conversation. A turn that the program
 * asks again, because it got an error, takes the next step. It keeps nothing between turns, so that one developer can
 * play in many runs.
 */
export function scripted(name: string, steps: readonly Step[]): Developer {
  return {
    name,
    play: (turn) => {
      const step = steps[turn.number - 1] ?? THE_END
      return typeof step === 'function' ? step(turn) : step
    }
  }
}
