import type { LanguageName } from './language.js'

/** How the test frameworks of a language write a test case. All patterns see code without comments and strings. */
export interface TestSyntax {
  /** The first line of a test case by itself. The group, where there is one, is its name; else its first string is. */
  readonly head?: RegExp
  /** A mark on the lines above that makes a function a test case. */
  readonly mark?: RegExp
  /** What such a mark stands above; the group is the name. */
  readonly marked?: RegExp
  /** Each match is one assertion. */
  readonly assertion: RegExp
  /** The test does not run. */
  readonly skip: RegExp
  /** Nothing but this test runs. */
  readonly focus?: RegExp
  /** Lines that bring names in. */
  readonly imports: RegExp
  /** A list of cases on one line, which may grow. */
  readonly rows?: RegExp
}

const javascript: TestSyntax = {
  head: /^\s*(?:(?:Deno|QUnit|t|suite)\.)?(?:[xf]?it|x?test|specify|xspecify)(?:\.(?:only|skip|todo|each|concurrent|failing|fails|serial|sequential|skipIf|runIf|fixme|slow|for|if|prop)\b(?:\([^()]{0,200}\)(?=\.|\())?){0,4}\s?(?:<[^<>]{0,200}>)?\s?[(`]/,
  assertion:
    /\b(?:expect(?:TypeOf|Type)?|assert(?:\.\w{1,40}){0,3}|sinon\.assert\.\w{1,40}|t\.(?:is|not|deepEqual|like|true|false|truthy|falsy|throws|throwsAsync|notThrows|regex|equal|same|strictEqual|ok|match|rejects|pass|fail|assert|snapshot))\s?\(|\.should\.\w|\bexpect\.(?:assertions|hasAssertions)\(/g,
  skip: /(?:\b(?:it|test|describe|suite|context|specify|bench)(?:\.\w{1,20}){0,2}\.(?:skip|todo|fixme|skipIf|runIf|failing|fails)\b|\bx(?:it|test|describe|context|specify)\s?[(.]|\bthis\.skip\(|\b(?:t|ctx|context|test)\.(?:skip|todo|fixme|fail)\(|\b(?:it|test|describe|suite)\(.{0,300}\{\s?(?:skip|todo):)/,
  focus:
    /(?:\b(?:it|test|describe|suite|context|specify|bench)(?:\.\w{1,20}){0,2}\.only\b|\bf(?:it|describe|context|test)\s?[(.]|\b(?:t|QUnit)\.only\(|\b(?:it|test|describe|suite)\(.{0,300}\{\s?only:)/,
  imports:
    /^\s*(?:import\b|export\s.{0,200}\sfrom\b|(?:const|let|var)\s.{0,200}=\s?(?:await\s)?(?:require|import)\()/,
  rows: /\.each\(|\.for\(/
}

const jvmAssertion =
  /\b(?:assert\w{0,40}|verify\w{0,30}|expect\w{0,20}|fail|should\w{0,30}|then)\s?[({]|\sshould\w{0,30}\s|\.should\w{0,30}\(|\.(?:expect\w{0,20}|andExpect|hasSize|isEqualTo)\(|@Test\([^)]{0,80}expected/g
const jvmSkip =
  /@(?:Disabled\w{0,20}|Ignore\w{0,20}|EnabledIf\w{0,20}|PendingFeature)\b|\b(?:assume\w{0,20}|Assume\.\w{1,30}|Assumptions\.\w{1,30})\s?\(|@Test\([^)]{0,80}\benabled\s?=\s?false\b|\bx(?:test|it|describe|context|should)\s?\(|\.config\([^)]{0,80}enabled\s?=|\bthrow\s+(?:new\s+)?(?:SkipException|TestAbortedException)\b/

/** One table: a framework is one entry, and a test of this table shows what each entry finds. */
export const testSyntaxes = {
  javascript,
  typescript: javascript,
  python: {
    head: /^\s*(?:async\s+)?def\s+(test\w{0,200})\s*\(/,
    assertion:
      /^\s*assert\b|\bself\.(?:assert\w{1,40}|fail)\s?\(|\bpytest\.(?:raises|warns|fail|approx)\s?\(|\.assert_\w{1,40}\s?\(|\bassert_\w{1,40}\s?\(|\bexpect\s?\(/g,
    skip: /@?\b(?:pytest\.)?mark\.(?:skip|skipif|xfail)\b|@.{0,60}\b(?:skip|skipIf|skipUnless|expectedFailure)\b|\bunittest\.skip|\bpytest\.(?:skip|xfail|importorskip)\s?\(|\b(?:self\.)?skipTest\s?\(|\bSkipTest\b|\bcollect_ignore|__test__\s?=\s?False/,
    focus: /\bmark\.only\b/,
    imports: /^\s*(?:import|from)\s/,
    rows: /parametrize\(|@parameterized/
  },
  go: {
    head: /^\s*(?:func\s+(?:\([^()]{0,80}\)\s*)?((?:Test|Benchmark|Fuzz|Example)\w{0,200})\s*\(|\w{1,20}\.Run\(\s?"|(?:It|Specify|Entry|DescribeTable)\(\s?")/,
    assertion:
      /\b(?:t|tb|b|s|suite|c|f)\.(?:Error|Errorf|Fatal|Fatalf|Fail|FailNow)\s?\(|\b(?:require|assert|must|is|qt|should|check|s\.Require\(\)|suite\.Require\(\))\.\w{1,40}\s?\(|\bExpect\w{0,10}\s?\(|\.Should\w{0,10}\(|\bcmp\.Diff\(|\bgolden\.\w{1,20}\(/g,
    skip: /\b(?:t|b|tb|tt|f|g|c|s|suite|[st]\.T\(\))\.(?:Skip|Skipf|SkipNow)\s?\(|^\s*Skip\(|\btesting\.Short\(\)|\b(?:PIt|XIt|PDescribe|XDescribe|PContext|XContext|PEntry|XEntry|Pending)\b/,
    focus: /\b(?:FIt|FDescribe|FContext|FEntry|FSpecify|FWhen|FDescribeTable)\(/,
    imports: /^\s*(?:import\b|(?:[\w.]{1,40}\s)?"[^"]{0,200}"$)/
  },
  rust: {
    mark: /^\s*#\[(?:\w{1,40}::)?(?:test|rstest|test_case|proptest|quickcheck|wasm_bindgen_test|case|bench)\b/,
    marked: /^\s*(?:pub(?:\([^()]{0,40}\))?\s+)?(?:async\s+|unsafe\s+|const\s+)*fn\s+(\w{1,200})/,
    assertion:
      /\b(?:debug_)?assert\w{0,30}!|\bpanic!|\bunreachable!|#\[should_panic|\bprop_assert\w{0,20}!|\binsta::\w{1,30}!|\.unwrap_err\(|\bexpect_err\(/g,
    skip: /#\[(?:ignore\b|cfg_attr\([^)]{0,100}ignore\b)/,
    imports: /^\s*(?:pub\s+)?(?:use|mod|extern)\s/,
    rows: /#\[(?:values|case|test_case)\b/
  },
  java: {
    mark: /^\s*@(?:Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate|Property|Theory)\b/,
    marked:
      /^\s*(?:@\w{1,40}(?:\([^()]{0,200}\))?\s+){0,4}(?:(?:public|protected|private|static|final|synchronized|default)\s+){0,4}(?:<[^<>]{0,80}>\s*)?[\w<>[\],.? ]{1,80}\s(\w{1,200})\s?\(|^\s*def\s+/,
    assertion: jvmAssertion,
    skip: jvmSkip,
    imports: /^\s*(?:import|package)\s/,
    rows: /Source\(|@Case\(/
  },
  kotlin: {
    head: /^\s*(?:x|f:)?(?:test|should|it|scenario|expect|then)\(\s?"/,
    mark: /^\s*@(?:Test|ParameterizedTest|RepeatedTest|TestFactory|Property)\b/,
    marked:
      /^\s*(?:@\w{1,40}(?:\([^()]{0,200}\))?\s+){0,4}(?:\w{1,20}\s+){0,4}(?:fun|def)\s+(`[^`]{1,200}`|\w{1,200})/,
    assertion: jvmAssertion,
    skip: jvmSkip,
    imports: /^\s*(?:import|package)\s/,
    rows: /Source\(|withData\(/
  },
  csharp: {
    mark: /^\s*\[(?:Fact|Theory|Test|TestCase|TestCaseSource|TestMethod|DataTestMethod|SkippableFact|Property|InlineData)\b/,
    marked:
      /^\s*(?:\[[^[\]]{0,200}\]\s*){0,4}(?:(?:public|private|internal|protected|static|async|virtual|override|sealed)\s+){1,5}[\w<>[\],.? ]{1,80}\s(\w{1,200})\s?[(<]/,
    assertion:
      /\b(?:Assert|CollectionAssert|StringAssert|Assume|Check|Verify)\.\w{1,40}\s?(?:<[^<>]{0,80}>)?\s?\(|\.Should\w{0,30}\(|\.(?:Verify|Received|DidNotReceive)\w{0,20}\(|\bExpect\(/g,
    skip: /\[\w{0,20}(?:Fact|Theory|Test|TestCase)\(.{0,200}\b(?:Skip|Ignore|IgnoreReason|Explicit)\s?=|\[(?:Ignore|Explicit)\b|\bAssert\.(?:Ignore|Inconclusive|Skip)\w{0,10}\(|\bSkip\.(?:If|IfNot)\(/,
    imports: /^\s*(?:global\s+)?using\s[^(]{0,200};/,
    rows: /\[(?:InlineData|TestCase)\(/
  },
  swift: {
    head: /^\s*(?:@\w{1,20}\s+)?(?:(?:public|override|private|final)\s+){0,3}func\s+(test\w{0,200})\s?\(|^\s*[xf]?it\(\s?"/,
    mark: /^\s*@Test\b/,
    marked: /^\s*(?:@Test\b.{0,200}\s)?(?:\w{1,20}\s+){0,3}func\s+(\w{1,200})/,
    assertion: /\bXCT(?:Assert\w{0,40}|Fail|Unwrap)\s?\(|#(?:expect|require)\s?\(|\bexpect\s?[({]/g,
    skip: /\bXCTSkip\w{0,10}\b|@(?:Test|Suite)\b.{0,200}\.(?:disabled\b|enabled\()|\b(?:xit|xdescribe|xcontext|pending)\s?\(|\bXCTExpectFailure\b/,
    focus: /\bf(?:it|describe|context)\s?\(/,
    imports: /^\s*(?:@testable\s+)?import\s/,
    rows: /@Test\(/
  },
  dart: {
    head: /^\s*(?:await\s+)?(?:test|testWidgets|testGoldens|blocTest)(?:<[^<>]{0,80}>)?\s?\(/,
    assertion: /\b(?:expect\w{0,20}|verify\w{0,30}|fail)\s?\(/g,
    skip: /\bskip:\s?(?:true\b|["'])|@Skip\b|\bmarkTestSkipped\s?\(/,
    focus: /\bsolo:\s?true\b|\bsolo_(?:test|group)\(/,
    imports: /^\s*(?:import|export|part)\s/
  },
  php: {
    head: /^\s*(?:(?:public|final|static)\s+){0,3}function\s+(test\w{0,200})\s?\(|^\s*(?:it|test)\(\s?['"]/,
    mark: /^\s*#\[(?:\w{1,40}\\){0,4}(?:Test|DataProvider|TestWith)\b/,
    marked: /^\s*(?:(?:public|final|static)\s+){0,3}function\s+(\w{1,200})/,
    assertion:
      /(?:->|::)(?:assert\w{1,50}|expect\w{0,40}|fail|should\w{1,30})\s?\(|\bexpect\s?\(|->(?:to[A-Z]\w{1,40})\s?\(/g,
    skip: /\bmarkTest(?:Skipped|Incomplete)\s?\(|^\s*\}\)\s?->(?:\w{1,30}\([^()]{0,100}\)->){0,3}(?:skip\w{0,20}|todo)\s?\(|#\[(?:\w{1,40}\\){0,4}(?:Requires\w{0,30})\b/,
    focus: /^\s*\}\)\s?->(?:\w{1,30}\([^()]{0,100}\)->){0,3}only\s?\(/,
    imports: /^\s*(?:use\s|namespace\s|require\w{0,10}\s|include\w{0,10}\s|<\?php)/,
    rows: /TestWith\(|->with\(/
  },
  ruby: {
    head: /^\s*(?:def\s+(test_\w{0,200})|[xf]?(?:it|specify|example|scenario|test|should|its)\b(?:\s?\(?\s?["'{]|\s+do\b|\s*$))/,
    assertion:
      /\b(?:expect|is_expected|assert\w{0,40}|refute\w{0,40}|must_\w{1,40}|wont_\w{1,40}|flunk|raise_error)\b|\.should(?:_not|_receive)?\b|^\s*should(?:_not)?\s/g,
    skip: /^\s*(?:x(?:it|describe|context|specify|example|feature|scenario)\b|(?:skip|pending|omit|omit_if)\b(?!\s?[=.:]))|^\s*(?:RSpec\.)?(?:it|describe|context|specify|example|feature|scenario|test)\b.{0,300}(?:\b(?:skip|pending):|,\s?:(?:skip|pending)\b)/,
    focus:
      /^\s*f(?:it|describe|context|specify|example|feature|scenario)\b|^\s*(?:RSpec\.)?(?:it|describe|context|specify|example|feature|scenario|test)\b.{0,300}(?:\bfocus:\s?true\b|,\s?:focus\b)|^\s*focus\s*$/,
    imports: /^\s*(?:require|require_relative|load|autoload)\b/
  },
  elixir: {
    head: /^\s*(?:test|property|feature)\s+"/,
    assertion: /\b(?:assert\w{0,30}|refute\w{0,30}|flunk|verify!?)\b/g,
    skip: /@(?:module|describe)?tag\s+:?skip\b|@(?:module|describe)?tag\s+\w{0,20}\s?:?skip|\bExUnit\.(?:start|configure)\(.{0,200}\bexclude:/,
    focus: /@(?:module|describe)?tag\s+:?(?:focus|only)\b/,
    imports: /^\s*(?:use|import|alias|require)\s/
  }
} as const satisfies Readonly<Record<LanguageName, TestSyntax>>
