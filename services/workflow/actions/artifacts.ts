import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { failed, inputs, succeeded, type ActionCall, type StandIn, type StepEnd } from './stand-in.js'

/** A folder of the run; what is hidden stays behind, and a name is taken once. */
export const uploadArtifact: StandIn = {
  source:
    'https://github.com/actions/upload-artifact/blob/b7c566a772e6b6bfb58ed0dc250532a479d7789f/action.yml',
  inputs: {
    ...inputs('path', 'retention-days'),
    name: 'artifact',
    'if-no-files-found': 'warn',
    'compression-level': '6',
    overwrite: 'false',
    'include-hidden-files': 'false'
  },
  required: ['path'],
  played: ['name', 'path', 'retention-days'],
  play: upload
}

export const downloadArtifact: StandIn = {
  source:
    'https://github.com/actions/download-artifact/blob/37930b1c2abaa49bbe596cd826c3c89aef350131/action.yml',
  inputs: {
    ...inputs('name', 'artifact-ids', 'path', 'pattern', 'github-token'),
    'merge-multiple': 'false',
    repository: '${{ github.repository }}',
    'run-id': '${{ github.run_id }}'
  },
  required: [],
  played: ['name', 'path'],
  play: download
}

function upload({ inputs: given, machine }: ActionCall): StepEnd {
  const { name = '', path = '', 'retention-days': days = '' } = given
  if (days !== '' && !(Number(days) >= 1 && Number(days) <= 90))
    return failed(`Invalid retention-days: ${days}`)
  const isHidden = (each: string): boolean => basename(each).startsWith('.')
  if (!existsSync(path) || readdirSync(path).every(isHidden)) {
    return succeeded(
      {},
      `No files were found with the provided path: ${path}. No artifacts will be uploaded.`
    )
  }
  const folder = join(machine.run.artifacts, name)
  if (existsSync(folder))
    return failed(`An artifact with this name already exists on the workflow run: ${name}`)
  cpSync(path, folder, { recursive: true, filter: (each) => each === path || !isHidden(each) })
  return succeeded()
}

function download({ inputs: { name = '', path = '' }, machine }: ActionCall): StepEnd {
  if (name === '') return failed('The player downloads one artifact, by its name')
  const folder = join(machine.run.artifacts, name)
  if (!existsSync(folder)) {
    return failed(`Unable to download artifact(s): Artifact not found for name: ${name}`)
  }
  const target = path === '' ? machine.workspace : path
  mkdirSync(target, { recursive: true })
  cpSync(folder, target, { recursive: true })
  return succeeded({ 'download-path': target })
}
