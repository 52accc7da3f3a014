import { describe, expect, it } from '@jest/globals'
import { normaliseMessage } from '../../../../src/flow/issue/normalise.js'

describe('numbers', () => {
  it.each([
    ['a number', 'retry 3 of 10 failed', 'retry <num> of <num> failed'],
    ['negative', 'offset -12.75 is invalid', 'offset <num> is invalid'],
    ['with groups', 'total 1,234.56 is off', 'total <num> is off'],
    ['with an exponent', 'total 1e-9 is off', 'total <num> is off'],
    ['a share', 'used 50% of it', 'used <num> of it'],
    ['a range', 'lines 3-7 differ', 'lines <num> differ'],
    ['a fraction', 'step 3/10 failed', 'step <num> failed'],
    ['two sides', 'image 12x34 is small', 'image <num> is small'],
    ['an ordinal', 'the 3rd failed', 'the <num> failed'],
    ['a size', 'used 3.2 GB of 512Mi', 'used <size> of <size>'],
    ['a size said twice', 'sent 27694 bytes (27.0 KB)', 'sent <size>'],
    ['another unit', 'image of 12px', 'image of <num>px'],
    ['a status', 'status code 404', 'status code 404'],
    ['no status', 'status 123456', 'status <num>'],
    ['a class of statuses', 'got 4xx', 'got 4xx'],
    ['a number of an error', 'error 1062', 'error 1062'],
    ['no number of an error', 'error 58231', 'error <num>'],
    ['a count of errors', 'Error: 3 carts are gone', 'Error: <num> carts are gone'],
    ['errno', 'errno: -104', 'errno: -104'],
    ['no errno', 'errno: 58231', 'errno: <num>'],
    ['a signal', 'got signal 11', 'got signal 11'],
    ['no signal', 'got signal 7603', 'got signal <num>'],
    ['an exit code', 'exit code 137', 'exit code 137'],
    ['an exit code of Windows', 'exit code 3221225477', 'exit code 3221225477'],
    ['no exit code', 'exit code 58231', 'exit code <num>'],
    ['nginx', 'connect() failed (111: Connection refused)', 'connect() failed (111: Connection refused)'],
    ['an access log', '"GET /carts HTTP/1.1" 500 12', '"GET /carts HTTP/1.1" 500 <num>'],
    ['a status with its words', 'answered 502 Bad Gateway', 'answered 502 Bad Gateway'],
    ['a place in a list', 'field Order.items.12.id', 'field Order.items.<num>.id']
  ])('%s', (_, message, template) => {
    expect(normaliseMessage(message)).toBe(template)
  })
})
