import { describe, expect, it } from '@jest/globals'
import { findCulprit } from '../../../../src/flow/issue/culprit.js'
import { readStackTrace } from '../../../../src/flow/issue/read-stack-trace.js'
import { indexRepository } from '../../../../src/flow/issue/repository-index.js'

const files = ['src/Cart.php', 'src/Api.php', 'public/index.php']
const frames =
  '#0 /app/src/Api.php(7): Acme\\Cart->total()\n#1 /app/public/index.php(3): Acme\\Api->get()\n#2 {main}'

function culpritOf(head: string): unknown {
  const culprit = findCulprit(readStackTrace(`${head}\nStack trace:\n${frames}`), indexRepository(files))
  if (!culprit.known) throw new Error(culprit.reason)
  const { frame, path } = culprit.value
  return [path.known ? path.value : path.reason, frame.line, frame.function]
}

describe('a frame of PHP tells where its function was called from, so the culprit', () => {
  it.each([
    'PHP Fatal error:  Uncaught LogicException: no cart in /app/src/Cart.php:12',
    'LogicException: no cart in /app/src/Cart.php:12',
    'PHP Fatal error:  Uncaught TypeError: no cart in /app/src/Cart.php on line 12'
  ])('is where the head says that it was thrown: %s', (head) => {
    expect(culpritOf(head)).toEqual(['src/Cart.php', 12, 'Acme\\Cart->total'])
  })

  it('is the innermost call where the head does not say it', () => {
    expect(culpritOf('LogicException: no cart')).toEqual(['src/Api.php', 7, 'Acme\\Cart->total'])
  })

  it('is not in a library that threw', () => {
    expect(culpritOf('LogicException: no cart in /app/vendor/acme/money/src/Parse.php:12')).toEqual([
      'src/Api.php',
      7,
      'Acme\\Cart->total'
    ])
  })
})
