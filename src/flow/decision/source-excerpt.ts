/** What stands in a file at the culprit: for rules alone, never shown whole. */
export interface SourceExcerpt {
  /** Lines around the culprit's, and those that import. */
  readonly text: string
  /** The culprit's line, where it throws by itself. */
  readonly throws: string | undefined
  /** The line at the culprit that reads from a connection. */
  readonly outside: string | undefined
}

/** Lines before and after the culprit's: about a function. */
const linesAround = 30
const longestLine = 400
const mostImports = 200

const imports =
  /^\s{0,8}(?:import\b|from\s+\S{1,200}\s+import\b|export\s.{0,200}\sfrom\b|#?include\b|require(?:_relative|_once)?\b|use\b|using\b|alias\b|@import\b|(?:const|let|var)\s.{1,200}\brequire\(|"[\w./-]{1,200}"$|\w{1,40}\s"[\w./-]{1,200}"$)/

const throws =
  /\b(?:throw|raise|reraise|panic!?\s?\(|abort\(|fatalError|preconditionFailure|precondition\(|assert\w{0,20}!?\s?\(?|invariant\(|unreachable!?|requireNonNull|orElseThrow|throw_if|throw_unless|checkNotNull)/

const outside =
  /\.json\(\)|\.text\(\)|\b(?:res|resp|response|reply|req|request)\b\s?(?:\??\.|->|\[)\s?(?:json|text|data|body|content|get_?json|rawBody|getBody|getContents?|read|Body|Content)\b|\b(?:fetch|axios|got|superagent|urlopen|httpx?|HttpClient|RestTemplate|WebClient|Faraday|HTTParty|Guzzle|file_get_contents|HTTPoison|Req|reqwest|URLSession)\s?[.(:!]|\brequests\.(?:get|post|put|patch|delete|request)\(|\b(?:await|_)?(?:http|Http)\w{0,20}\.(?:get|post|put|Get|Post|Send)\w{0,20}\(|php:\/\/input/

/** `line` is from 1; without one, the whole file stands for what is around. */
export function excerptAt(file: string, line: number | undefined): SourceExcerpt {
  const lines = file.split('\n').map((text) => text.slice(0, longestLine))
  const from = line === undefined ? 0 : Math.max(0, line - 1 - linesAround)
  const around = line === undefined ? lines : lines.slice(from, line + linesAround)
  const importing = lines.filter((text) => imports.test(text)).slice(0, mostImports)
  const at = line === undefined ? undefined : lines[line - 1]
  const near = line === undefined ? [] : lines.slice(Math.max(0, line - 2), line + 1)
  return {
    text: [...importing, ...around].join('\n'),
    throws: at !== undefined && throws.test(at) ? shown(at) : undefined,
    outside: near.filter((text) => outside.test(text)).map(shown)[0]
  }
}

function shown(line: string): string {
  return line.trim().slice(0, 120)
}
