import { describe, expect, it } from '@jest/globals'
import { normaliseMessage } from '../../../../src/flow/issue/normalise.js'

describe('identifiers', () => {
  it.each([
    ['a UUID', 'order 3f2b8a10-1c2d-4e5f-8a9b-0c1d2e3f4a5b not found', 'order <uuid> not found'],
    ['a ULID', 'message 01HZX3K5T2J8M7Q9V4B6N1C0DE lost', 'message <id> lost'],
    ['a commit', 'cannot read 50b63b2b7e28e20b38e7fb503f9a5c5df8b0630e', 'cannot read <hex>'],
    ['a short commit', 'cannot read a1b2c3d', 'cannot read <hex>'],
    ['a pointer', 'fault at 0x7ffee4c0', 'fault at <hex>'],
    ['a register', 'iar 00106568 dear 02494bbc', 'iar <hex> dear <hex>'],
    ['the identity of an object', 'closed com.acme.Cart@1b2c3d4f', 'closed com.acme.Cart@<hex>'],
    ['with a prefix', 'no ord_8fK2aX9', 'no ord_<id>'],
    ['a block', 'lost blk_-7029628814943626474', 'lost blk_<num>'],
    ['an attempt', 'lost attempt_201508_0001_m_000000_0', 'lost attempt_<num>_m_<num>'],
    ['a pod', 'lost web-7d9f8b6c5-x2x4z', 'lost <id>'],
    ['a thread', 'pool-3-thread-12 died', 'pool-<num>-thread-<num> died'],
    ['a device', 'eth0 is down', 'eth<num> is down'],
    ['a processor', 'CPU2 is hot', 'CPU<num> is hot'],
    ['an ARN', 'no arn:aws:iam::123456789012:role/x', 'no arn:aws:iam:<id>'],
    ['after its name', 'X-Request-Id: 0011223344556677', 'X-Request-Id: <id>'],
    ['a web token', 'bad eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abcdefg', 'bad <token>'],
    ['a key of a vendor', 'bad ghp_0123456789012345678901234567890123456789', 'bad <token>'],
    ['after its scheme', 'Authorization: Bearer abcdef0123456789', 'Authorization: Bearer <token>'],
    ['base64', 'bad U29tZSBiYXNlNjQgdGV4dCBoZXJl1A==', 'bad <id>'],
    ['an algorithm', 'sha256 of utf8mb4', 'sha256 of utf8mb4'],
    ['a class', 'Cart2 of shop.cart2 fails', 'Cart2 of shop.cart2 fails'],
    ['a function', 'total2() and x1 is not defined', 'total2() and x1 is not defined'],
    ['a code that opens the message', 'P2002: failed', 'P2002: failed'],
    ['a code after its word', 'error CS0103: no name', 'error CS0103: no name'],
    ['an order that looks like one', 'lost INV20394', 'lost INV<num>'],
    ['a short identity', 'closed Cart@1a2b', 'closed Cart@<hex>'],
    ['an identity of Android', 'sent Alarm{2741459 type 3}', 'sent Alarm{<hex> type <num>}'],
    ['base64 without padding', 'bad U29tZSBiYXNlNjQ+dGV4dCBoZXJlIGFnYWlu9', 'bad <id>']
  ])('%s', (_, message, template) => {
    expect(normaliseMessage(message)).toBe(template)
  })
})
