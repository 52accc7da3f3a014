import { afterEach, describe, expect, it } from '@jest/globals'
import { createKillSwitch } from '../../../src/adapters/github/kill-switch.js'
import type { KillSwitch } from '../../../src/fix-ports.js'
import { APP, PLACE, stage } from '../../services/github/stage.js'
import { rejection, sourceFor } from './fixtures.js'

const { github } = stage()

afterEach(() => github.service.clearFaults())

/** By default with a token that may write variables. */
function switchOf(options: { readonly token?: string; readonly name?: string } = {}): KillSwitch {
  const { token, ...rest } = options
  return createKillSwitch({
    octokit: sourceFor(github.url, token === undefined ? {} : { token }),
    ...PLACE,
    ...rest
  })
}

describe('the kill switch', () => {
  it('is read and turned off', async () => {
    github.variables.set('AUTOFIX_ENABLED', 'true')
    expect(await switchOf().read()).toEqual({ known: true, value: 'true' })
    expect(await switchOf().turnOff()).toEqual({ known: true, value: 'off' })
    expect(await switchOf().read()).toEqual({ known: true, value: 'false' })
  })

  it('is made where the repository has none of its own, and so overrules the one of the organisation', async () => {
    expect(await switchOf({ name: 'OTHER' }).read()).toEqual({
      known: false,
      reason: expect.stringContaining('no variable OTHER of its own')
    })
    expect(await switchOf({ name: 'OTHER' }).turnOff()).toEqual({ known: true, value: 'off' })
    expect(github.variables.get('OTHER')?.value).toBe('false')
  })

  it('is unknown to a token that may not, with the permission it lacks and what to do by hand', async () => {
    github.variables.set('AUTOFIX_ENABLED', 'true')
    expect(await switchOf({ token: APP }).read()).toEqual({
      known: false,
      reason: expect.stringContaining('"Variables: read"')
    })
    expect(await switchOf({ token: APP }).turnOff()).toEqual({
      known: false,
      reason: expect.stringMatching(/"Variables: write".*AUTOFIX_ENABLED to false by hand/)
    })
    expect(github.variables.get('AUTOFIX_ENABLED')?.value).toBe('true')
  })

  it('is an error, and not unknown, while GitHub is out', async () => {
    github.service.inject({ kind: 'reply', times: 9, reply: { status: 500, body: { message: 'Oops' } } })
    expect(await rejection(switchOf().read())).toMatchObject({ vendor: 'GitHub', status: 500 })
    expect(await switchOf().turnOff()).toEqual({ known: false, reason: expect.stringContaining('by hand') })
  })
})
