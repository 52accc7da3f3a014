import { describe, expect, it } from '@jest/globals'
import { rulesOf } from './changed.js'

const skips: readonly (readonly [string, string])[] = [
  ['a.test.ts', "it.skip('a', () => {})"],
  ['a.test.ts', "describe.skip('a', () => {})"],
  ['a.test.ts', "it.todo('a')"],
  ['a.test.ts', "xit('a', () => {})"],
  ['a.test.ts', "xdescribe('a', () => {})"],
  ['a.test.ts', "test.failing('a', () => {})"],
  ['a.test.ts', "test('a', { skip: true }, () => {})"],
  ['a.test.js', '  this.skip()'],
  ['a_test.py', '@pytest.mark.skip'],
  ['a_test.py', '@pytest.mark.skipif(True, reason="x")'],
  ['a_test.py', '@pytest.mark.xfail'],
  ['a_test.py', '@unittest.skip("x")'],
  ['a_test.py', '    self.skipTest("x")'],
  ['a_test.py', 'pytestmark = pytest.mark.skip'],
  ['a_test.go', '\tt.Skip("x")'],
  ['a_test.go', '\tt.SkipNow()'],
  ['a_test.go', '\tif testing.Short() {'],
  ['a_test.go', '//go:build integration'],
  ['tests/a.rs', '#[ignore]'],
  ['src/a.rs', '    #[ignore = "slow"]'],
  ['ATest.java', '  @Disabled'],
  ['ATest.java', '  @Ignore("x")'],
  ['ATest.java', '    Assumptions.assumeTrue(false);'],
  ['ATest.kt', '    @Disabled("x")'],
  ['a_spec.rb', "  xit 'a' do"],
  ['a_spec.rb', "  it 'a', :skip do"],
  ['a_spec.rb', "    pending 'x'"],
  ['a_spec.rb', '    skip'],
  ['ATest.php', "        $this->markTestSkipped('x');"],
  ['ATest.php', '        $this->markTestIncomplete();'],
  ['ATest.php', "})->skip('x');"],
  ['ATests.cs', '    [Fact(Skip = "x")]'],
  ['ATests.cs', '    [Ignore]'],
  ['a_test.dart', "  test('a', () {}, skip: true);"],
  ['a_test.dart', "@Skip('x')"],
  ['ATests.swift', '        throw XCTSkip("x")'],
  ['ATests.swift', '    @Test(.disabled("x"))'],
  ['a_test.exs', '  @tag :skip'],
  ['a_test.exs', '  @moduletag skip: "x"']
]

const focuses: readonly (readonly [string, string])[] = [
  ['a.test.ts', "it.only('a', () => {})"],
  ['a.test.ts', "describe.only('a', () => {})"],
  ['a.test.ts', "fit('a', () => {})"],
  ['a.test.ts', "fdescribe('a', () => {})"],
  ['a_spec.rb', "  fit 'a' do"],
  ['a_spec.rb', "  it 'a', focus: true do"],
  ['a_spec.rb', "  it 'a', :focus do"],
  ['a_test.go', '\tFIt("a", func() {})'],
  ['a_test.exs', '  @tag :focus'],
  ['a_test.dart', "  test('a', () {}, solo: true);"],
  ['ATest.php', '})->only();']
]

const honest: readonly (readonly [string, string])[] = [
  ['a.test.ts', '// not it.skip, and not it.only'],
  ['a.test.ts', "it('says it.skip and describe.only', () => { expect(1).toBe(1) })"],
  ['a.test.ts', 'await orders.find().skip(5)'],
  ['a.test.ts', "const list = { todo: 'milk', skip: 5 }"],
  ['a_test.py', 'rows = query.skip(5)'],
  ['a_test.go', '\treader.Skip(3)'],
  ['ATest.java', '    stream.skip(3);'],
  ['ATest.java', '    options.enabled = false;'],
  ['a_spec.rb', '    let(:order) { create(:order, :pending) }'],
  ['ATest.php', '        $items = $collection->skip(5);'],
  ['ATests.cs', '        var page = new Page { Skip = 5 };'],
  ['a_test.dart', '    final page = load(skip: 5);'],
  ['ATests.swift', '        button.disabled(true)']
]

describe('marks of tests', () => {
  it.each(skips)('in %s, find what skips: %s', (path, line) => {
    expect(rulesOf(path, '\n', `\n${line}\n`)).toEqual(['skipped-test'])
  })

  it.each(focuses)('in %s, find what runs alone: %s', (path, line) => {
    expect(rulesOf(path, '\n', `\n${line}\n`)).toEqual(['focused-test'])
  })

  it.each(honest)('in %s, pass: %s', (path, line) => {
    expect(rulesOf(path, '\n', `\n${line}\n`)).toEqual([])
  })

  it.each([
    [
      'a.test.ts',
      "it('a', () => {\n  expect(1).toBe(1)\n})\n",
      "it('a', () => {\n  return\n  expect(1).toBe(1)\n})\n"
    ],
    [
      'a_test.go',
      'func TestA(t *testing.T) {\n\tcheck(t)\n}\n',
      'func TestA(t *testing.T) {\n\treturn\n\tcheck(t)\n}\n'
    ],
    ['test_a.py', 'def test_a():\n    assert f()\n', 'def test_a():\n    return\n    assert f()\n']
  ])('in %s, find an early return', (path, before, after) => {
    expect(rulesOf(path, before, after)).toEqual(['skipped-test'])
  })

  it('pass a return inside a branch, and one at the end', () => {
    const test = (body: string): string => `func TestA(t *testing.T) {\n${body}}\n`
    const body = '\tif err != nil {\n\t\treturn\n\t}\n\tcheck(t)\n\treturn\n'
    expect(rulesOf('a_test.go', undefined, test(body))).toEqual([])
  })
})
