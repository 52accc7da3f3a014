import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Folders and files of one run; nobody else's, and gone with it. */
export interface PrivateFolder {
  /** HOME of the program, with its config folder and its temporary files in it. */
  readonly home: string
  /** The one folder that the agent may read beside its own. */
  readonly evidence: string
  /** Writes a file beside the home, for our user alone. Returns its path. */
  writeFile(name: string, text: string): Promise<string>
  /** The same in the evidence folder, for reading only. */
  writeEvidence(name: string, text: string): Promise<string>
  remove(): Promise<void>
}

export async function makePrivateFolder(temporaryFolder: string): Promise<PrivateFolder> {
  await mkdir(temporaryFolder, { recursive: true })
  // The program tells real paths, and checks them.
  const folder = await mkdtemp(join(await realpath(temporaryFolder), 'agent-'))
  await chmod(folder, 0o700)
  const [home, evidence] = [join(folder, 'home'), join(folder, 'evidence')]
  await mkdir(join(home, '.claude'), { recursive: true })
  await mkdir(join(home, 'tmp'))
  await mkdir(evidence)
  const write = async (path: string, text: string, mode: number): Promise<string> => {
    await writeFile(path, text, { mode, flag: 'wx' })
    return path
  }
  return {
    home,
    evidence,
    writeFile: (name, text) => write(join(folder, name), text, 0o600),
    writeEvidence: (name, text) => write(join(evidence, name), text, 0o400),
    // A process that is just dying may still write: try again.
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}
