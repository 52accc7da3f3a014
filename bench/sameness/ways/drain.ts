interface Group {
  readonly name: string
  tokens: readonly string[]
}

const similarity = 0.4
/** Tokens that lead through the tree, after the length: depth 4 counts root, length and leaf. */
const guides = 2
const wildcard = '<*>'

/**
 * Groups log messages online with a tree of fixed depth: by number of tokens, then by the first tokens, then by the share of
 * equal tokens. He, Zhu, Zheng and Lyu, "Drain: An Online Log Parsing Approach with Fixed Depth Tree", ICWS 2017.
 * https://doi.org/10.1109/ICWS.2017.13. The paper's masks of a domain are left out: there is no domain.
 */
export function createDrain(messages: readonly string[]): (message: string) => string {
  const leaves = new Map<string, Group[]>()
  const groupOf = new Map<string, Group>()
  for (const message of messages) {
    if (groupOf.has(message)) continue
    const tokens = message.split(/\s+/)
    const key = leafKey(tokens)
    const leaf = leaves.get(key) ?? []
    leaves.set(key, leaf)
    const group = bestGroup(leaf, tokens) ?? addGroup(leaf, `${key} #${leaf.length}`, tokens)
    group.tokens = group.tokens.map((token, at) => (token === tokens[at] ? token : wildcard))
    groupOf.set(message, group)
  }
  return (message) => groupOf.get(message)?.name ?? message
}

function leafKey(tokens: readonly string[]): string {
  const path = tokens.slice(0, guides).map((token) => (/\d/.test(token) ? wildcard : token))
  return [tokens.length, ...path].join(' ')
}

function bestGroup(leaf: readonly Group[], tokens: readonly string[]): Group | undefined {
  let best: Group | undefined
  let most = 0
  for (const group of leaf) {
    const share = group.tokens.filter((token, at) => token === tokens[at]).length / tokens.length
    if (share >= similarity && share > most) {
      most = share
      best = group
    }
  }
  return best
}

function addGroup(leaf: Group[], name: string, tokens: readonly string[]): Group {
  const group: Group = { name, tokens }
  leaf.push(group)
  return group
}
