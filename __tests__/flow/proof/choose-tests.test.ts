import { describe, expect, it } from '@jest/globals'
import type { TreeChange } from '../../../src/flow/fix/change.js'
import { testsToRun } from '../../../src/flow/proof/choose-tests.js'

describe('the tests to run', () => {
  const after = (text: string | undefined): TreeChange['after'] => ({
    mode: '100644',
    oid: 'a',
    size: 1,
    text
  })
  const chosen = (path: string, text: string | undefined, isTest = true): readonly string[] => {
    const change: TreeChange = { path, before: undefined, after: after(text) }
    const project = { name: '.', folder: '', setUp: undefined, setUpFolder: '', verify: 'x', testFiles: 'x' }
    const changes = [change, { path: 'gone.js', before: after('it('), after: undefined }]
    return testsToRun({ ...project, changed: [path, 'gone.js'] }, { changes, strays: [] }, () => isTest).map(
      (each) => each.path
    )
  }

  it.each([
    ['a.js', "it('x', () => {})", true],
    ['a.js', 'export const fixture = 1', false],
    ['a.py', 'def test_a(): pass', true],
    ['a.py', 'class TestA:', true],
    ['a.py', 'x = 1', false],
    ['a.go', 'package a\nfunc TestA(t *testing.T) {}', true],
    ['a.go', 'package a\nfunc helper() {}', false],
    ['a.rs', '#[tokio::test]', true],
    ['a.rs', 'fn a() {}', false],
    ['A.java', '@Test void a() {}', true],
    ['A.scala', 'class A extends FlatSpec', true],
    ['A.java', 'class A {}', false],
    ['A.cs', '[Fact]', true],
    ['A.cs', 'class A {}', false],
    ['a.rb', "describe 'a' do", true],
    ['a.rb', 'x = 1', false],
    ['a.php', 'public function testA()', true],
    ['a.php', 'class A {}', false],
    ['a.dart', "testWidgets('a'", true],
    ['a.dart', 'void main() {}', false],
    ['a.unknown', 'anything', true]
  ])('%s with %j: %p', (path, text, expected) => {
    expect(chosen(path, text)).toEqual(expected ? [path] : [])
  })

  it('are none that cannot be read, and none outside of the tests', () => {
    expect(chosen('a.js', undefined)).toEqual([])
    expect(chosen('a.js', "it('x')", false)).toEqual([])
  })
})
