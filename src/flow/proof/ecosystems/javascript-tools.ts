import type { PackageFacts } from './package-json.js'

/** How a test tool is told to run everything, or some files. The launcher runs an installed program. */
export interface TestTool {
  readonly suite: (launcher: string) => string
  readonly files: (launcher: string) => string
}

interface ToolRule {
  readonly name: string
  /** What a test script that uses it has in it. */
  readonly inScript: RegExp
  /** The package that brings it; none for Node's own. */
  readonly package: string | undefined
  readonly tool: (script: string) => TestTool
}

const WORD_BEFORE = '(?:^|[\\s/;&|(])'
const WORD_AFTER = '(?:\\.m?js)?(?=$|[\\s;&|)])'

/** In the order in which they are looked for: where several are installed, the first wins unless the script says otherwise. */
const toolRules: readonly ToolRule[] = [
  {
    name: 'react-scripts',
    inScript: inScript('react-scripts'),
    package: 'react-scripts',
    tool: (script) => tool(script, 'react-scripts test --watchAll=false', '--runTestsByPath', [])
  },
  {
    name: 'vitest',
    inScript: inScript('vitest'),
    package: 'vitest',
    tool: (script) => tool(script, 'vitest run', '', ['--config', '-c', '--root'])
  },
  {
    name: 'jest',
    inScript: inScript('jest'),
    package: 'jest',
    tool: (script) => tool(script, 'jest', '--runTestsByPath', ['--config', '-c'])
  },
  {
    name: 'mocha',
    inScript: inScript('mocha'),
    package: 'mocha',
    tool: (script) => tool(script, 'mocha', '', ['--config', '--require', '-r', '--import', '--loader'])
  },
  { name: 'ava', inScript: inScript('ava'), package: 'ava', tool: (script) => tool(script, 'ava', '', []) },
  {
    name: 'tsx',
    inScript: /(?:^|[;&|(] ?|npx )tsx (?:[^;&|]{0,200} )?--test\b/,
    package: undefined,
    tool: (script) => tool(script, 'tsx --test', '', [])
  },
  {
    name: 'node',
    inScript: /(?:^|[\s;&|(])node (?:[^;&|]{0,200} )?--test\b/,
    package: undefined,
    tool: nodeTool
  }
]

/** The tool that the package's test script runs, else the first that it or the root of its workspace has installed. */
export function findTestTool(facts: PackageFacts, root: PackageFacts | undefined): TestTool | undefined {
  const script = facts.testScript ?? ''
  const named = toolRules.find((rule) => rule.inScript.test(script))
  if (named) return named.tool(script)
  const installed = (each: PackageFacts | undefined): ToolRule | undefined =>
    toolRules.find((rule) => rule.package !== undefined && each?.dependencies.has(rule.package))
  // Only a package that says that it has tests is tested with what its root has.
  const found = installed(facts) ?? (facts.testScript === undefined ? undefined : installed(root))
  return found?.tool(script)
}

function tool(script: string, program: string, beforeFiles: string, carried: readonly string[]): TestTool {
  const options = carriedOptions(script, carried)
  const environment = script.includes('--experimental-vm-modules')
    ? 'NODE_OPTIONS=--experimental-vm-modules '
    : ''
  const command = (launcher: string): string => `${environment}${launcher} ${program}${options}`
  return {
    suite: command,
    files: (launcher) => `${command(launcher)}${beforeFiles === '' ? '' : ` ${beforeFiles}`} {files}`
  }
}

function nodeTool(script: string): TestTool {
  const options = carriedOptions(script, ['--import', '--require', '-r', '--loader', '--experimental-loader'])
  return { suite: () => `node${options} --test`, files: () => `node${options} --test {files}` }
}

/** Options of the script that the tests do not run without: where the config is, what compiles them. */
function carriedOptions(script: string, names: readonly string[]): string {
  const words = script.split(/[\s=]+/)
  const carried: string[] = []
  for (const [at, word] of words.entries()) {
    const value = words[at + 1]
    // Values with anything that a shell could read are left out.
    if (names.includes(word) && value !== undefined && /^[\w@./:-]{1,200}$/.test(value)) {
      carried.push(` ${word} ${value}`)
    }
  }
  return carried.join('')
}

function inScript(program: string): RegExp {
  return new RegExp(`${WORD_BEFORE}${program}${WORD_AFTER}`)
}
