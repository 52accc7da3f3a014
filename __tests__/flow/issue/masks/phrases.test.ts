import { describe, expect, it } from '@jest/globals'
import { normaliseMessage } from '../../../../src/flow/issue/normalise.js'

describe('values that the words around them tell', () => {
  it.each([
    ['a session', 'session opened for user root by (uid=0)', 'session opened for user <str> by (uid=<num>)'],
    ['the end', 'session closed for user cyrus', 'session closed for user <str>'],
    ['an invalid user', 'Invalid user webmaster from 10.0.0.1', 'Invalid user <str> from <host>'],
    ['a password', 'Failed password for git from 10.0.0.1', 'Failed password for <str> from <host>'],
    ['a noun', 'Permission denied for user creation', 'Permission denied for user creation'],
    ['a verb', 'The user closed the window', 'The user closed the window'],
    ['a value of a key', 'clientId=consumer-orders-1, groupId=orders', 'clientId=<str>, groupId=<str>'],
    ['a host of a key', 'rhost=acme.test user=x', 'rhost=<host> user=<str>'],
    ['what tells errors apart', 'reason=refused state=open', 'reason=refused state=open'],
    ['a missing value', 'customer=null', 'customer=null'],
    ['a comparison', 'a==b', 'a==b']
  ])('%s', (_, message, template) => {
    expect(normaliseMessage(message)).toBe(template)
  })
})
