/** One small test file for each language: what stands in it, and what an agent may put in its place. */
export interface Suite {
  readonly path: string
  readonly open: string
  readonly first: string
  readonly second: string
  readonly close: string
  readonly assertion: string
  readonly other: string
  readonly setup: string
}

const javascript = {
  open: "import { f } from './f'\n\ndescribe('f', () => {",
  first: "  it('works', () => {\n    const n = f(7)\n    expect(n).toBe(1)\n  })",
  second: "\n  it('works without', async () => {\n    expect(await f(0)).toBe(2)\n  })",
  close: '})\n',
  assertion: 'expect(n).toBe(1)',
  other: 'expect(n).toBeDefined()',
  setup: 'f(7)'
}

const jvm = {
  close: '}\n',
  assertion: 'assertEquals(1, n)',
  other: 'assertNotNull(n)',
  setup: 'f(7)'
}

export const suites: readonly Suite[] = [
  { path: 'src/f.test.ts', ...javascript },
  { path: 'test/f.js', ...javascript },
  {
    path: 'tests/test_f.py',
    open: 'from f import f\n\n\nclass TestF:',
    first: '    def test_works(self):\n        n = f(7)\n        assert n == 1\n',
    second:
      '    @pytest.mark.parametrize("a", [1])\n    def test_without(self, a):\n        assert f(a) == 2\n',
    close: '',
    assertion: 'assert n == 1',
    other: 'assert n is not None',
    setup: 'f(7)'
  },
  {
    path: 'pkg/f_test.go',
    open: 'package pkg\n\nimport (\n\t"testing"\n)\n',
    first: 'func TestWorks(t *testing.T) {\n\tn := f(7)\n\trequire.Equal(t, 1, n)\n}\n',
    second: 'func TestWithout(t *testing.T) {\n\tif f(0) != 2 {\n\t\tt.Fatal("no")\n\t}\n}\n',
    close: '',
    assertion: 'require.Equal(t, 1, n)',
    other: 'require.NotNil(t, n)',
    setup: 'f(7)'
  },
  {
    path: 'tests/f.rs',
    open: 'use a::f;\n',
    first: '#[test]\nfn works() {\n    let n = f(7);\n    assert_eq!(n, 1);\n}\n',
    second: '#[tokio::test]\nasync fn without() {\n    assert_eq!(f(0).await, 2);\n}\n',
    close: '',
    assertion: 'assert_eq!(n, 1);',
    other: 'assert!(n > 0);',
    setup: 'f(7)'
  },
  {
    path: 'src/test/java/FTest.java',
    open: 'import org.junit.Test;\n\nclass FTest {',
    first: '  @Test\n  void works() {\n    int n = f(7);\n    assertEquals(1, n);\n  }\n',
    second: '  @Test\n  public void without() throws Exception {\n    assertEquals(2, f(0));\n  }\n',
    ...jvm,
    other: 'assertNotNull(n)'
  },
  {
    path: 'src/test/kotlin/FTest.kt',
    open: 'import kotlin.test.Test\n\nclass FTest {',
    first: '    @Test\n    fun works() {\n        val n = f(7)\n        assertEquals(1, n)\n    }\n',
    second: '    @Test\n    fun `works without`() {\n        assertEquals(2, f(0))\n    }\n',
    ...jvm
  },
  {
    path: 'spec/f_spec.rb',
    open: "require 'f'\n\nRSpec.describe F do",
    first: "  it 'works' do\n    n = f(7)\n    expect(n).to eq(1)\n  end\n",
    second: "  it 'works without' do\n    expect(f(0)).to eq(2)\n  end\n",
    close: 'end\n',
    assertion: 'expect(n).to eq(1)',
    other: 'expect(n).to be_truthy',
    setup: 'f(7)'
  },
  {
    path: 'tests/FTest.php',
    open: '<?php\nuse PHPUnit\\Framework\\TestCase;\n\nclass FTest extends TestCase\n{',
    first:
      '    public function testWorks(): void\n    {\n        $n = f(7);\n        $this->assertSame(1, $n);\n    }\n',
    second: '    public function testWithout(): void\n    {\n        $this->assertSame(2, f(0));\n    }\n',
    close: '}\n',
    assertion: '$this->assertSame(1, $n);',
    other: '$this->assertNotNull($n);',
    setup: 'f(7)'
  },
  {
    path: 'F.Tests/FTest.cs',
    open: 'using Xunit;\n\npublic class FTest\n{',
    first:
      '    [Fact]\n    public void Works()\n    {\n        var n = F(7);\n        Assert.Equal(1, n);\n    }\n',
    second:
      '    [Fact]\n    public async Task Without()\n    {\n        Assert.Equal(2, await F(0));\n    }\n',
    close: '}\n',
    assertion: 'Assert.Equal(1, n);',
    other: 'Assert.NotNull(n);',
    setup: 'F(7)'
  },
  {
    path: 'test/f_test.dart',
    open: "import 'package:test/test.dart';\n\nvoid main() {",
    first: "  test('works', () {\n    final n = f(7);\n    expect(n, 1);\n  });\n",
    second: "  test('works without', () async {\n    expect(await f(0), 2);\n  });\n",
    close: '}\n',
    assertion: 'expect(n, 1);',
    other: 'expect(n, isNotNull);',
    setup: 'f(7)'
  },
  {
    path: 'Tests/FTests.swift',
    open: 'import XCTest\n\nfinal class FTests: XCTestCase {',
    first: '    func testWorks() {\n        let n = f(7)\n        XCTAssertEqual(n, 1)\n    }\n',
    second: '    func testWithout() throws {\n        XCTAssertEqual(try f(0), 2)\n    }\n',
    close: '}\n',
    assertion: 'XCTAssertEqual(n, 1)',
    other: 'XCTAssertNotNil(n)',
    setup: 'f(7)'
  },
  {
    path: 'test/f_test.exs',
    open: 'defmodule FTest do\n  use ExUnit.Case',
    first: '  test "works" do\n    n = f(7)\n    assert n == 1\n  end\n',
    second: '  test "works without" do\n    assert f(0) == 2\n  end\n',
    close: 'end\n',
    assertion: 'assert n == 1',
    other: 'assert n',
    setup: 'f(7)'
  }
]
