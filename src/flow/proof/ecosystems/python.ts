import { foldersUp, pathIn } from '../quote-path.js'
import type { BaseFiles, Ecosystem, ProjectCommands } from './ecosystem.js'

const requirementFiles = [
  'requirements.txt',
  'requirements-dev.txt',
  'requirements-test.txt',
  'requirements_dev.txt',
  'requirements_test.txt',
  'dev-requirements.txt',
  'test-requirements.txt'
]
const manifests = [
  'pyproject.toml',
  'setup.py',
  'setup.cfg',
  ...requirementFiles,
  'Pipfile',
  'pytest.ini',
  'tox.ini'
]

export const python: Ecosystem = {
  name: 'Python',
  sources: ['.py'],
  manifests,
  locks: ['poetry.lock', 'uv.lock', 'Pipfile.lock', 'constraints.txt'],
  testMark: /\bdef test|\bclass Test|\bTestCase\b/,
  commandsAt
}

async function commandsAt(folder: string, base: BaseFiles): Promise<ProjectCommands> {
  const installed = await installation(folder, base)
  const python = installed === undefined ? 'python3' : pathOfPython(folder, installed.folder)
  // Bytecode is found stale by whole seconds and size, which two versions of a file can share. `src` comes first, since
  // what an installation has of the project is the base's.
  const pytest = `PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=src:. ${python} -m pytest -rfE`
  return {
    folder,
    setUpFolder: installed?.folder ?? folder,
    setUp: installed?.command,
    // One file that does not load would keep all others from running.
    verify: `${pytest} --continue-on-collection-errors`,
    testFiles: `${pytest} {files}`
  }
}

interface Installation {
  readonly folder: string
  readonly command: string
}

function pathOfPython(folder: string, installed: string): string {
  const depth = folder === installed ? 0 : folder.slice(installed.length).split('/').filter(Boolean).length
  return `${'../'.repeat(depth)}.venv/bin/python`
}

/**
 * Never "editable": that writes the absolute path of this tree into the environment, and a copy of the tree would test the
 * original's code.
 */
async function installation(folder: string, base: BaseFiles): Promise<Installation | undefined> {
  const has = (name: string): boolean => base.paths.has(pathIn(folder, name))
  const lockedAt = (name: string): string | undefined =>
    foldersUp(folder).find((above) => base.paths.has(pathIn(above, name)))
  const uv = lockedAt('uv.lock')
  if (uv !== undefined) {
    const command =
      'uv sync --frozen --all-packages --no-install-workspace && uv pip install --python .venv pytest'
    return { folder: uv, command }
  }
  const poetry = lockedAt('poetry.lock')
  if (poetry !== undefined) {
    const command = 'POETRY_VIRTUALENVS_IN_PROJECT=true poetry install --no-root --no-interaction'
    return { folder: poetry, command }
  }
  if (has('Pipfile.lock')) return { folder, command: 'PIPENV_VENV_IN_PROJECT=1 pipenv sync --dev' }
  const files = requirementFiles.filter(has).map((name) => `-r ${name}`)
  const project = await projectToInstall(folder, base)
  const wanted = [...files, ...project]
  if (wanted.length === 0) return undefined
  const pip = '.venv/bin/python -m pip install --disable-pip-version-check'
  return { folder, command: `python3 -m venv .venv && ${pip} ${wanted.join(' ')} pytest` }
}

const testExtras = ['test', 'tests', 'testing', 'dev']

/** The project itself, for its dependencies; a pyproject.toml without a project only configures tools. */
async function projectToInstall(folder: string, base: BaseFiles): Promise<readonly string[]> {
  const pyproject = (await base.read(pathIn(folder, 'pyproject.toml'))) ?? ''
  const isPackage = /^\[(?:project|build-system)\]/m.test(pyproject)
  if (!isPackage && !base.paths.has(pathIn(folder, 'setup.py'))) return []
  const section = pyproject.split(/^\[/m).find((each) => each.startsWith('project.optional-dependencies]'))
  const extras = testExtras.filter((extra) =>
    section?.split('\n').some((line) => line.startsWith(`${extra} `) || line.startsWith(`${extra}=`))
  )
  return [extras.length === 0 ? '.' : `'.[${extras.join(',')}]'`]
}
