import { describe, expect, it } from '@jest/globals'
import { surveyProjects, type ProjectSurvey } from '../../../src/flow/proof/survey-projects.js'
import type { VerifyPolicy, VerifyProject } from '../../../src/flow/proof/verify-policy.js'

const jestPackage = JSON.stringify({ scripts: { test: 'jest' }, devDependencies: { jest: '30' } })

const configured: VerifyProject = {
  paths: ['tools/**'],
  folder: 'tools',
  setUp: '',
  verify: 'make check',
  testFiles: 'make check FILES={files}',
  testPatterns: []
}

function survey(
  files: Readonly<Record<string, string>>,
  projects: VerifyPolicy['projects'] = [],
  read: string[] = []
): Promise<ProjectSurvey> {
  const policy: VerifyPolicy = { sandbox: 'auto', repeats: 1, minutes: 1, setUpMinutes: 1, projects }
  const readBase = async (path: string): Promise<string | undefined> => {
    read.push(path)
    return files[path]
  }
  return surveyProjects({ paths: Object.keys(files), readBase }, policy)
}

const monorepo = {
  'web/package.json': jestPackage,
  'web/src/cart.ts': '',
  'web/src/deep/total.ts': '',
  'api/go.mod': 'module api\n',
  'api/main.go': 'package main\n',
  'tools/check.rb': '',
  'tools/more/check.rb': '',
  'README.md': ''
}

describe('a survey of how a repository is tested', () => {
  it('finds each project once, and counts the source files that no manifest speaks of', async () => {
    const { found, uncovered } = await survey(monorepo)
    expect(found.map(({ folder, verify }) => [folder, verify])).toEqual([
      ['web', expect.stringContaining('npm')],
      ['api', expect.stringContaining('go test')]
    ])
    expect(uncovered).toEqual([{ folder: 'tools', files: 2 }])
  })

  it('takes a project of the policy first', async () => {
    const { found, uncovered } = await survey(monorepo, [configured])
    expect(found).toContainEqual(expect.objectContaining({ folder: 'tools', verify: 'make check' }))
    expect(uncovered).toEqual([])
  })

  it('reads a manifest once, however many folders it speaks of', async () => {
    const read: string[] = []
    await survey(monorepo, [], read)
    expect(read.filter((path) => path === 'web/package.json')).toHaveLength(1)
  })

  it('is empty for a repository without code', async () => {
    expect(await survey({ 'README.md': '', 'docs/logo.png': '' })).toEqual({ found: [], uncovered: [] })
  })
})
