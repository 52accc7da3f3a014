import { constants } from 'node:fs'
import { mkdir, open, realpath } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { types } from 'node:util'
import { ConfigurationError } from '../../errors.js'

export interface ReportRedactor {
  redactDeep<T>(value: T): T
}

const FILE_NAME = 'report.json'

/**
 * Writes the report, redacted, as indented JSON to `report.json` in a folder of the runner's temporary folder or of the
 * workspace; the folder is made where it is missing. Returns the file's path. Links in a checked-out tree are of strangers: a
 * folder that leads out of the place it lies in, or a file that is a link, is a ConfigurationError.
 */
export async function writeReport(
  folder: string,
  report: unknown,
  redactor: ReportRedactor
): Promise<string> {
  const wanted = resolve(folder)
  await mkdir(dirname(wanted), { recursive: true })
  const place = await realpath(dirname(wanted))
  await mkdir(wanted, { recursive: true })
  const path = join(wanted, FILE_NAME)
  if ((await realpath(wanted)) !== join(place, basename(wanted))) throw linked(wanted)
  const text = `${JSON.stringify(redactor.redactDeep(report), undefined, 2)}\n`
  const { O_WRONLY, O_CREAT, O_TRUNC, O_NOFOLLOW } = constants
  const file = await open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW).catch((error: unknown) => {
    throw types.isNativeError(error) && 'code' in error && error.code === 'ELOOP' ? linked(path) : error
  })
  try {
    await file.writeFile(text)
  } finally {
    await file.close()
  }
  return path
}

function linked(path: string): ConfigurationError {
  return new ConfigurationError([
    `The report cannot be written: ${path} is a link that leads elsewhere. Remove the link.`
  ])
}
