interface Turn {
  /** Every bug that is more important has taken its ticket, or needs none. */
  readonly before: Promise<void>
  readonly pass: () => void
}

/**
 * The order in which the bugs of one run take the new tickets that it may file. They are looked at side by side, and what matters most
 * often takes longest to look at: it must not find that others have taken the last ticket.
 */
export class TicketOrder {
  readonly #turns = new Map<string, Turn>()

  /** Names of the bugs, the most important first; each may come several times. They have to be begun in this order. */
  constructor(bugs: readonly string[]) {
    let before = Promise.resolve()
    for (const bug of new Set(bugs)) {
      let pass = (): void => undefined
      const passed = new Promise<void>((resolve) => {
        pass = resolve
      })
      this.#turns.set(bug, { before, pass })
      before = before.then(() => passed)
    }
  }

  /** Until it is the bug's turn. */
  async wait(bug: string): Promise<void> {
    await this.#turns.get(bug)?.before
  }

  /** The bug has its ticket, or will need none; more than once does no harm. */
  pass(bug: string): void {
    this.#turns.get(bug)?.pass()
  }
}
