import { AsyncLocalStorage } from 'node:async_hooks'
import dns from 'node:dns'
import { Socket } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { explainIn, makeFolder, root } from './saved.js'

const opened: string[] = []
/** Whatever is opened on behalf of the explanation; connections that other tests of this process left behind may still end. */
const inside = new AsyncLocalStorage<true>()
const connect: (...args: never[]) => Socket = Reflect.get(Socket.prototype, 'connect')
const { lookup } = dns
const fetched = globalThis.fetch

beforeEach(() => {
  opened.length = 0
  Socket.prototype.connect = function watched(this: Socket, ...args: never[]): Socket {
    return watch('connect', 'A socket was opened.', () => Reflect.apply(connect, this, args))
  }
  Object.assign(dns, {
    lookup: (...args: never[]) =>
      watch('lookup', 'A name was looked up.', () => Reflect.apply(lookup, dns, args) as unknown)
  })
  globalThis.fetch = async (...args) => watch('fetch', 'Something was fetched.', () => fetched(...args))
})

afterEach(() => {
  Socket.prototype.connect = connect
  Object.assign(dns, { lookup })
  globalThis.fetch = fetched
})

function watch<T>(what: string, refusal: string, go: () => T): T {
  if (inside.getStore() !== true) return go()
  opened.push(what)
  throw new Error(refusal)
}

describe('an explanation', () => {
  it.each(['backend-null', 'bare-issue', 'flutter-rum'])('opens no connection: %s', async (name) => {
    const file = join(root, 'examples/issues', `${name}.json`)
    const told = await inside.run(true, () => explainIn(makeFolder(), file))
    expect(told).toMatchObject({ exitCode: 0, problem: '' })
    expect(opened).toEqual([])
  })

  it('would be caught opening one', async () => {
    await inside.run(true, async () => {
      await expect(fetch('http://127.0.0.1:9')).rejects.toThrow('Something was fetched.')
      const { request } = await import('node:http')
      expect(() => request('http://127.0.0.1:9')).toThrow('A socket was opened.')
    })
    expect(opened).toEqual(['fetch', 'connect'])
  })
})
