import { describe, expect, it } from '@jest/globals'
import { normaliseMessage } from '../../../../src/flow/issue/normalise.js'

describe('lists', () => {
  it.each([
    ['of numbers', 'missing 1, 2, 3', 'missing <num>'],
    ['in brackets', 'missing [1, 2, 3]', 'missing [<num>]'],
    ['of SQL', 'id IN (1,2,3) here', 'id IN (<num>) here'],
    ['of strings', "in ('a', 'b', 'c')", "in ('<str>')"],
    ['of rows', "VALUES ('x', 1), ('y', 2)", "VALUES ('<str>', <num>)"],
    ['of objects', '[{"a":1},{"a":2}]', '[{"a":<num>}]'],
    ['of words with numbers', 'lost node-1, node-2 and node-3', 'lost node-<num> and node-<num>'],
    ['different values', 'lost 1, a1b2c3d4', 'lost <num>, <hex>'],
    ['one and many', '1 entry, 2 boxes', '<num> entry, <num> boxes'],
    ['many', '12 entries', '<num> entry'],
    ['matches', '3 matches', '<num> match'],
    ['a verb', 'cart 3 exists', 'cart <num> exists'],
    ['words alone', 'one, one, one', 'one, one, one']
  ])('%s', (_, message, template) => {
    expect(normaliseMessage(message)).toBe(template)
  })
})
