/** What GitHub would make of a page of markdown, as far as it does something: everything that is not plain text. */
export interface ActiveMarkdown {
  /** Names of HTML tags in lower case, and `!--` for comments and the like. */
  readonly tags: readonly string[]
  /** Tags that are opened more or less often than they are closed. */
  readonly unbalanced: readonly string[]
  /** Addresses of links, bare ones included. */
  readonly links: readonly string[]
  readonly images: readonly string[]
  /** Mentions, and references to issues and commits. */
  readonly calls: readonly string[]
  readonly headings: readonly string[]
  readonly fences: readonly { readonly language: string; readonly text: string; readonly closed: boolean }[]
  /** Footnotes, definitions of links, alerts and formulas. */
  readonly others: readonly string[]
  /** Rows whose number of cells is not that of their header. */
  readonly crookedRows: readonly string[]
}

/** Reads blocks first, as GitHub does; whatever is doubtful counts as active. https://github.github.com/gfm/ */
export function readMarkdown(page: string): ActiveMarkdown {
  const { prose, fences } = splitFences(page)
  const text = prose.join('\n')
  const words = withoutCode(text)
  // Inside of this tag nobody looks for calls and links; in its source a program might.
  const rendered = renderText(words.replace(/<pre>[\s\S]*?<\/pre>/g, ''))
  return {
    tags: [...words.matchAll(/(?<!\\)<(?:\/?([a-z][a-z0-9-]*)(?=[\s/>])|(!--|!\[|\?|![a-z]))/gi)].map(
      ([, name = '', other = '']) => (name || other).toLowerCase()
    ),
    unbalanced: unbalancedTags(words),
    links: [
      ...[...words.matchAll(/(?<!\\)\]\(\s*(?:<([^>\n]*)>?|([^\s)]*))/g)].map(
        ([, url, bare = '']) => url ?? bare
      ),
      ...[...rendered.matchAll(/(?:https?|ftp):\/\/[^\s<>]*|\bwww\.[^\s<>]*/gi)].map(([url]) => url),
      ...[...words.matchAll(/(?<!\\)<((?:[a-z][a-z0-9+.-]+):[^\s<>]*|[^\s<>@]+@[^\s<>]+)>/gi)].map(
        ([, url = '']) => url
      )
    ],
    images: [...words.matchAll(/(?<!\\)!\[[^\n]{0,80}/g)].map(([image]) => image),
    calls: [
      ...[...words.matchAll(/<pre>[\s\S]*?<\/pre>/g)].flatMap(([block]) => [
        ...block.matchAll(/@\w|(?<!&)#\d|::|^\s*```|https?:/gm)
      ]),
      ...rendered.matchAll(/(?<![\w`./-])@[a-z\d][\w/-]*/gi),
      ...rendered.matchAll(/(?<![\w&])(?:[\w.-]+\/[\w.-]+)?#\d+\b/g),
      ...rendered.matchAll(/\bGH-\d+/gi)
    ].map(([call]) => call),
    headings: [
      ...[...text.matchAll(/^(?:[ \t>]|- )*#{1,6}(?:[ \t].*)?$/gm)].map(([line]) => line),
      ...[...text.matchAll(/^(?=.*\S).*\n {0,3}(?:>[ ]?)*(?:=+|-+)[ \t]*$/gm)].map(([line]) => line)
    ],
    fences,
    others: [
      ...words.matchAll(/(?<!\\)\[\^[^\]\n]*\]/g),
      ...words.matchAll(/^(?:[ >])*\[[^\]\n]+\]:.*$/gm),
      ...words.matchAll(/^(?:[ >])*\[!\w+\].*$/gm),
      ...words.matchAll(/(?<!\\)\$[^$\n|]+(?<!\\)\$/g)
    ].map(([other]) => other.slice(0, 80)),
    crookedRows: crookedRows(prose)
  }
}

function unbalancedTags(words: string): string[] {
  const count = (start: string): Map<string, number> => {
    const counts = new Map<string, number>()
    for (const [, tag = ''] of words.matchAll(
      new RegExp(`(?<!\\\\)${start}([a-z][a-z0-9-]*)(?=[\\s/>])`, 'gi')
    )) {
      counts.set(tag.toLowerCase(), (counts.get(tag.toLowerCase()) ?? 0) + 1)
    }
    return counts
  }
  const [opened, closed] = [count('<'), count('</')]
  return [...new Set([...opened.keys(), ...closed.keys()])].flatMap((tag) =>
    opened.get(tag) === closed.get(tag)
      ? []
      : [`${opened.get(tag) ?? 0} times <${tag}>, ${closed.get(tag) ?? 0} times </${tag}>`]
  )
}

function splitFences(page: string): {
  readonly prose: readonly string[]
  readonly fences: ActiveMarkdown['fences']
} {
  const prose: string[] = []
  const fences: { language: string; text: string; closed: boolean }[] = []
  let open: { readonly mark: string; readonly language: string; readonly lines: string[] } | undefined
  const end = (closed: boolean): void => {
    if (open) fences.push({ language: open.language, text: open.lines.join('\n'), closed })
    open = undefined
  }
  for (const line of page.split('\n')) {
    const bare = line.replace(/^(?: {0,3}> ?)+/, '')
    const [, mark = '', rest = ''] = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(bare) ?? []
    if (open) {
      const closes = mark.startsWith(open.mark) && rest.trim() === ''
      if (closes) end(true)
      else open.lines.push(line)
    } else if (mark !== '' && !(mark.startsWith('`') && rest.includes('`'))) {
      open = { mark, language: rest.trim(), lines: [] }
    } else {
      prose.push(line)
    }
  }
  end(false)
  return { prose, fences }
}

/** Code spans show what they hold; a run of backticks without its like is text. */
function withoutCode(text: string): string {
  return text.replace(/(?<![\\`])(`+)(?!`)([^`\n]+)\1(?!`)/g, '')
}

/** The text of a page after escapes and entities, where GitHub looks for mentions; addresses of links are gone. */
function renderText(words: string): string {
  return words
    .replace(/(?<!\\)\]\(<[^<>\n]*>\)/g, ']')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&#x([\da-f]+);/gi, (_, code: string) => String.fromCodePoint(parseInt(code, 16)))
    .replace(/&lt;/gi, '<')
    .replace(/&amp;/gi, '&')
}

function crookedRows(lines: readonly string[]): string[] {
  let width = 0
  return lines.filter((line) => {
    if (!line.startsWith('|')) {
      width = 0
      return false
    }
    const cells = line.replace(/\\\|/g, '').split('|').length
    if (width === 0) width = cells
    return cells !== width
  })
}
