import dns from 'node:dns'
import { Socket } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { explainIn, makeFolder, root } from './saved.js'

const opened: string[] = []
const connect = Object.getOwnPropertyDescriptor(Socket.prototype, 'connect')
const { lookup } = dns
const fetched = globalThis.fetch

beforeEach(() => {
  opened.length = 0
  Socket.prototype.connect = function refuse(): never {
    opened.push('connect')
    throw new Error('A socket was opened.')
  }
  Object.assign(dns, {
    lookup: (): never => {
      opened.push('lookup')
      throw new Error('A name was looked up.')
    }
  })
  globalThis.fetch = () => {
    opened.push('fetch')
    return Promise.reject(new Error('Something was fetched.'))
  }
})

afterEach(() => {
  Object.defineProperty(Socket.prototype, 'connect', connect ?? {})
  Object.assign(dns, { lookup })
  globalThis.fetch = fetched
})

describe('an explanation', () => {
  it.each(['backend-null', 'bare-issue', 'flutter-rum'])('opens no connection: %s', async (name) => {
    const told = await explainIn(makeFolder(), join(root, 'examples/issues', `${name}.json`))
    expect(told).toMatchObject({ exitCode: 0, problem: '' })
    expect(opened).toEqual([])
  })

  it('would be caught opening one', async () => {
    await expect(fetch('http://127.0.0.1:9')).rejects.toThrow('Something was fetched.')
    const { request } = await import('node:http')
    expect(() => request('http://127.0.0.1:9')).toThrow('A socket was opened.')
    expect(opened).toEqual(['fetch', 'connect'])
  })
})
