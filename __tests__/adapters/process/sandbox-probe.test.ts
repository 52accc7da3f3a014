import { describe, expect, it } from '@jest/globals'
import { judgeProbe } from '../../../src/adapters/process/sandbox.js'

describe('the judgement of a probe', () => {
  it.each([
    ['1001 own lo, up', undefined],
    ['0 own lo, up', 'the command would run as user 0'],
    ['1001 shared lo, up', 'the process table of the machine stays visible'],
    ['1001 own lo,eth0, up', 'the command would see the network interfaces lo,eth0,'],
    ['1001 own lo, down', 'the loopback interface stays down'],
    ['', 'the command would run as user unknown']
  ])('of %j is %j', (output, verdict) => {
    expect(judgeProbe(output, 1001)).toBe(verdict)
  })
})
