import { describe, expect, it } from '@jest/globals'
import { normaliseMessage } from '../../../../src/flow/issue/normalise.js'

describe('paths', () => {
  it.each([
    ['a file', "ENOENT: no such file, open '/tmp/upload-1/a.csv'", "ENOENT: no such file, open '<path>'"],
    ['with line and column', 'cannot parse /app/src/cart.ts:12:5', 'cannot parse <path>'],
    ['of a home', 'cannot read ~/.npmrc', 'cannot read <path>'],
    ['relative', 'cannot parse src/cart/total.ts:12:5', 'cannot parse <path>'],
    ['relative to the folder', 'cannot parse ../cart/total.py', 'cannot parse <path>'],
    ['of Windows', 'cannot open C:\\Users\\jo\\a.csv', 'cannot open <path>'],
    ['of Windows with a space', 'cannot open C:\\Program Files (x86)\\a\\b.dll:3', 'cannot open <path>'],
    ['of a share', 'cannot open \\\\nas\\x\\a.csv', 'cannot open <path>'],
    ['of Hadoop', 'lost /user/jo/out/_temporary/part-00012', 'lost <path>'],
    ['after a word for files', 'chdir(/LAPACK_440/BLAS) failed', 'chdir(<path>) failed'],
    ['before trouble with files', '/scratchy/jo/x: Permission denied', '<path>: Permission denied'],
    ['a route', 'Cannot GET /v1/orders/77/lines', 'Cannot GET /v1/orders/<num>/lines'],
    ['a route with a UUID', 'no /carts/3f2b8a10-1c2d-4e5f-8a9b-0c1d2e3f4a5b', 'no /carts/<uuid>'],
    ['a class', 'NoClassDefFoundError: com/acme/Cart', 'NoClassDefFoundError: com/acme/Cart'],
    ['a type of content', 'no parser for application/json', 'no parser for application/json']
  ])('%s', (_, message, template) => {
    expect(normaliseMessage(message)).toBe(template)
  })
})
