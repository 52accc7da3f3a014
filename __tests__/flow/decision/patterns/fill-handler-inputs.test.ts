import { describe, expect, it } from '@jest/globals'
import {
  fillHandlerInputs,
  MAXIMUM_INPUT_CHARS,
  type HandlerValues
} from '../../../../src/flow/decision/patterns/fill-handler-inputs.js'

const values: HandlerValues = {
  'issue-id': '3f9c1b52-c47d-11f0-9b2e-da7ad0900002',
  service: 'checkout',
  environment: 'production',
  version: undefined,
  fingerprint: '00112233445566aa',
  pattern: 'known',
  'error-type': 'TimeoutError',
  'run-url': 'https://github.example/acme/shop/actions/runs/1'
}

describe('the inputs of a handler', () => {
  it('are what the configuration names, and nothing else', () => {
    const inputs = { target: { fact: 'service' }, mode: { text: 'rolling' } } as const
    expect(fillHandlerInputs({ inputs }, values)).toEqual({ target: 'checkout', mode: 'rolling' })
    expect(fillHandlerInputs({ inputs: {} }, values)).toEqual({})
  })

  it('leave out what is not known, so that the default of the workflow holds', () => {
    const inputs = { version: { fact: 'version' }, type: { fact: 'error-type' } } as const
    expect(fillHandlerInputs({ inputs }, { ...values, 'error-type': ' \n ' })).toEqual({})
  })

  it('are one line each, without what a terminal obeys', () => {
    const service = 'checkout\n::set-output name=x::y\u001b[31m\u202e'
    const { a = '' } = fillHandlerInputs({ inputs: { a: { fact: 'service' } } }, { ...values, service })
    expect(a.startsWith('checkout ::set-output')).toBe(true)
    expect(a).not.toMatch(/[\p{Cc}\u202e]/u)
  })

  it('are left out beyond their limit, and not before it: cut, they might name another service', () => {
    const lengthOf = (length: number): number | undefined =>
      fillHandlerInputs({ inputs: { a: { fact: 'service' } } }, { ...values, service: 'x'.repeat(length) })[
        'a'
      ]?.length
    expect(lengthOf(MAXIMUM_INPUT_CHARS)).toBe(MAXIMUM_INPUT_CHARS)
    expect(lengthOf(MAXIMUM_INPUT_CHARS + 1)).toBeUndefined()
  })

  it('keep what a shell would run, as data', () => {
    const service = '$(touch /x) `id` "; rm -rf . #'
    expect(fillHandlerInputs({ inputs: { a: { fact: 'service' } } }, { ...values, service })).toEqual({
      a: service
    })
  })
})
