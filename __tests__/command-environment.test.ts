import { describe, expect, it } from '@jest/globals'
import { commandEnvironment } from '../src/command-environment.js'

const base = {
  PATH: '/usr/bin',
  HOME: '/runner/home',
  TMPDIR: '/runner/tmp',
  LANG: 'C.UTF-8',
  CI: 'true'
}

describe('the environment of the commands', () => {
  it('is tools and folders of their own, and no credential', () => {
    const env = {
      PATH: '/usr/bin',
      ANTHROPIC_API_KEY: 'secret',
      GITHUB_TOKEN: 'secret',
      'INPUT_APP-TOKEN': 'secret',
      ACTIONS_RUNTIME_TOKEN: 'secret',
      NODE_OPTIONS: '--require evil',
      AWS_SECRET_ACCESS_KEY: 'secret',
      GITHUB_ENV: '/tmp/env',
      TMPDIR: '/tmp'
    }
    expect(commandEnvironment(env, '/runner')).toEqual(base)
  })

  it('knows where set-up actions put their toolchains', () => {
    const tools = { JAVA_HOME: '/opt/java', GOROOT: '/opt/go', TZ: '', FLUTTER_ROOT: '/opt/flutter' }
    const { TZ, ...set } = tools
    expect(TZ).toBe('')
    expect(commandEnvironment({ PATH: '/usr/bin', ...tools }, '/runner')).toEqual({ ...base, ...set })
  })

  it('finds the managers that keep their versions in the home folder, unless they are told where', () => {
    const found = commandEnvironment(
      { PATH: '/usr/bin', HOME: '/home/runner', PYENV_ROOT: '/opt/pyenv' },
      '/runner'
    )
    expect(found).toEqual({ ...base, RUSTUP_HOME: '/home/runner/.rustup', PYENV_ROOT: '/opt/pyenv' })
  })
})
