import { describe, expect, it } from '@jest/globals'
import { normaliseMessage } from '../../../../src/flow/issue/normalise.js'

describe('quoted names and values', () => {
  it.each([
    ['a property', "reading 'total'", "reading 'total'"],
    ['a sentence', 'unexpected reply "come back later"', 'unexpected reply "<str>"'],
    ['a value', "Duplicate entry 'bob' for key", "Duplicate entry '<str>' for key"],
    ['a file', "open '/home/jo/a b.csv'", "open '<path>'"],
    ['a host', "pool of 'db.acme.internal'", "pool of '<host>'"],
    ['a user', 'authentication failed for user "bob"', 'authentication failed for user "<str>"'],
    ['a role', 'role "bob" does not exist', 'role "bob" does not exist'],
    ['of MySQL', "view `carts'", "view `carts'"],
    ['a module', "Cannot find module './cart/total'", "Cannot find module './cart/total'"],
    ['a key of JSON', '{"total":1,"name":"jo"}', '{"total":<num>,"name":"<str>"}'],
    ['a key of Python', "{'id': 1, 'name': 'jo'}", "{'id': <num>, 'name': '<str>'}"],
    ['a code of JSON', '{"error":"invalid_grant"}', '{"error":"invalid_grant"}'],
    ['a message in quotes', 'msg="no cart 12" n=1', 'msg="no cart <num>" n=<num>'],
    ['the whole message', '"no cart 12 here"', '"no cart <num> here"'],
    ['a list of values', 'ids ["a1","b2","c3"]', 'ids ["<str>"]'],
    ['a literal of SQL', "WHERE name = 'bob' AND x", "WHERE name = '<str>' AND x"],
    ['of French', 'carte «à part» perdue', 'carte «<str>» perdue'],
    ['of German', 'Korb „ganz leer“ fehlt', 'Korb „<str>“ fehlt'],
    ['of Chinese', '找不到「我的 购物车」', '找不到「<str>」'],
    ['an apostrophe', "can't find the cart you're after", "can't find the cart you're after"],
    ['in backticks', 'no `cart 1 of 2`', 'no `<str>`'],
    ['of MySQL, with a value', "no `cart 1 of 2'", "no `<str>'"]
  ])('%s', (_, message, template) => {
    expect(normaliseMessage(message)).toBe(template)
  })
})
