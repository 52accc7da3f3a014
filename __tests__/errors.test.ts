import { describe, expect, it } from '@jest/globals'
import { assertNever, ConfigurationError, VendorError } from '../src/errors.js'

describe('what the user can mend', () => {
  it('one problem is the message', () => {
    const error = new ConfigurationError(['Input "mode" is empty.'])
    expect(error).toBeInstanceOf(Error)
    expect(error).toMatchObject({ name: 'ConfigurationError', message: 'Input "mode" is empty.' })
    expect(error.problems).toEqual(['Input "mode" is empty.'])
  })

  it('several are a list in one message', () => {
    expect(new ConfigurationError(['first', 'second']).message).toBe('- first\n- second')
  })

  it('keeps its cause', () => {
    const cause = new Error('ENOENT')
    expect(new ConfigurationError(['no file'], { cause }).cause).toBe(cause)
  })
})

describe('what a vendor did', () => {
  it('comes with the facts', () => {
    const cause = new Error('socket hang up')
    const facts = {
      vendor: 'Jira',
      status: 503,
      retryable: true,
      requestId: 'r-1',
      retryAfterMs: 2000,
      cause
    } as const
    const error = new VendorError('Jira answered 503', facts)
    expect(error).toBeInstanceOf(Error)
    expect(error).toMatchObject({ name: 'VendorError', message: 'Jira answered 503', ...facts })
  })

  it('what is not known is undefined', () => {
    const error = new VendorError('no answer', { vendor: 'GitHub', retryable: false })
    expect([error.status, error.requestId, error.retryAfterMs, error.cause]).toEqual(
      new Array(4).fill(undefined)
    )
  })
})

it('a value that no type allows is our bug, and is shown', () => {
  // The compiler refuses the call; values from outside do not ask it.
  expect(() => Reflect.apply(assertNever, undefined, ['surprise'])).toThrow('Unexpected value: "surprise"')
})
