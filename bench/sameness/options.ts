import { parseArgs } from 'node:util'

export interface SamenessOptions {
  /** Folder of a team's own rows instead of our corpus. */
  readonly data: string | undefined
  /** One JSON value instead of tables. */
  readonly json: boolean
  /** Puts the summary into the document. */
  readonly write: boolean
  /** Names the rows that we judged wrong. */
  readonly wrong: boolean
}

/** Throws for an option that is not known. */
export function readOptions(args: readonly string[]): SamenessOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      json: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      wrong: { type: 'boolean', default: false }
    }
  })
  return { data: values.data, json: values.json, write: values.write, wrong: values.wrong }
}
