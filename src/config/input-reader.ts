import { datadogSites, type DatadogSite } from '../adapters/datadog/sites.js'

/** Reads single inputs as the runner gives them, and gathers what is wrong with them. Values of secrets never appear in a problem. */
export interface InputReader {
  readonly problems: string[]
  readonly text: (name: string) => string
  /** A secret that has to be there. */
  readonly secret: (name: string) => string
  readonly required: (name: string, example: string) => string
  readonly flag: (name: string) => boolean
  /** An address without a slash at its end; credentials are sent to it. `undefined` when the input is empty. */
  readonly url: (name: string) => string | undefined
  readonly site: () => DatadogSite
}

export function createInputReader(read: (name: string) => string): InputReader {
  const problems: string[] = []
  const text = (name: string): string => read(name).trim()
  return {
    problems,
    text,
    secret: (name) => {
      const value = text(name)
      if (value === '') {
        problems.push(
          `Input "${name}" is empty. A secret that does not exist in the workflow's context arrives as an empty string: ` +
            'check the name in ${{ secrets.… }}, and that secrets are passed to this event (they are not to forks).'
        )
      }
      return value
    },
    required: (name, example) => {
      const value = text(name)
      if (value === '') problems.push(`Input "${name}" is empty. Write it, for example: ${example}`)
      return value
    },
    flag: (name) => {
      const value = text(name).toLowerCase()
      if (value !== '' && value !== 'true' && value !== 'false') {
        problems.push(`Input "${name}" is ${JSON.stringify(text(name))}; write true or false.`)
      }
      return value === 'true'
    },
    url: (name) => {
      const value = text(name)
      if (value === '') return undefined
      const problem = problemOfUrl(value)
      if (problem !== undefined) problems.push(`Input "${name}" ${problem}`)
      return value.replace(/\/+$/, '')
    },
    site: () => {
      const given = text('datadog-site')
      const site = datadogSites.find((each) => each === given.toLowerCase())
      if (site === undefined) {
        problems.push(
          `Input "datadog-site" is ${JSON.stringify(given)}, which is not a Datadog site. Write one of: ${datadogSites.join(', ')}.`
        )
      }
      return site ?? 'datadoghq.com'
    }
  }
}

function problemOfUrl(value: string): string | undefined {
  const shown = JSON.stringify(value.slice(0, 100))
  const parsed = URL.canParse(value) ? new URL(value) : undefined
  // What may hold a credential is not shown: `user:password@host` without a protocol is a URL too.
  if (value.includes('@')) return 'has a user name or password in it. Write the URL alone, with https://.'
  if (/[?#]/.test(value)) {
    return 'has a query or a fragment. Write the base URL alone, up to the "?" or "#".'
  }
  if (!parsed) return `is ${shown}, which is not a URL. Write it whole, with https://.`
  if (parsed.protocol === 'https:' || (parsed.protocol === 'http:' && isLoopback(parsed.hostname))) {
    return undefined
  }
  return `is ${shown}; credentials are only sent over https://. Write it with https://.`
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}
