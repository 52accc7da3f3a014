import type { RequestContext } from '@datadog/datadog-api-client/dist/packages/datadog-api-client-common/index.js'

/** What stands for the keys: the shell puts them in, so that no key is ever part of a command that is printed. */
export const API_KEY = '$DD_API_KEY'
export const APP_KEY = '$DD_APP_KEY'

/** The request of the vendor's own client as a command for a shell, which writes the reply into `file`. */
export function toCurl(request: RequestContext, file: string): string {
  const body = request.getBody()
  const data =
    typeof body === 'string'
      ? [`-H 'content-type: application/json'`, `-d ${quote(body)}`]
      : ([] as readonly string[])
  return [
    `curl -sS -X ${request.getHttpMethod()} ${quote(request.getUrl())}`,
    `-H "DD-API-KEY: ${API_KEY}" -H "DD-APPLICATION-KEY: ${APP_KEY}"`,
    ...data,
    `-o ${file}`
  ].join(' \\\n  ')
}

/** Inside single quotes the shell changes nothing. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
