import { appendFileSync, writeFileSync } from 'node:fs'
import { readBillOfMaterials } from './bill-of-materials.js'
import { compareBuilds } from './compare-builds.js'
import { planRelease, type ReleasePlan } from './plan-release.js'
import { prepareRelease } from './prepare-release.js'
import { publishRelease } from './publish-release.js'
import { readFacts } from './read-facts.js'
import { takeRebuilt } from './rebuilt-files.js'
import { openReleases } from './releases.js'
import { Repository } from './repository.js'

/* The steps of the release workflow and of the one that commits a rebuilt dist. docs/releasing.md says which runs when. */

/**
 * The last line lets Dependabot rebase the branch and drop this commit; otherwise it would leave a branch alone that has commits of others.
 * https://docs.github.com/en/code-security/dependabot/working-with-dependabot/managing-pull-requests-for-dependency-updates
 */
const REBUILT = 'Rebuild dist\n\n[dependabot skip]'

const COMMANDS = {
  plan: ([version = '']) => {
    const plan = planned(version)
    console.log(`Version ${version}: ${plan.kind}`)
    if (plan.kind === 'publish') console.log(`Steps left: ${plan.steps.join(', ')}`)
    setOutput('kind', plan.kind)
  },
  prepare: ([version = '']) => {
    const plan = planned(version)
    if (plan.kind !== 'prepare') throw new Error(`There is nothing to prepare: ${plan.kind}.`)
    const date = new Date().toISOString().slice(0, 10)
    const releases = openReleases()
    const branch = prepareRelease({ folder: '.', version: plan.version, date, releases })
    console.log(`Merge the pull request of ${branch}, then start this workflow again with ${version}.`)
  },
  publish: ([version = '', ...files]) => {
    const plan = planned(version)
    if (plan.kind === 'prepare') throw new Error(`CHANGELOG.md has no section ${version}.`)
    if (plan.kind !== 'publish') return
    const tell = (step: string): void => console.log(`${plan.tag}: ${step}`)
    publishRelease(plan, { repository: new Repository('.'), releases: openReleases(), files, tell })
  },
  compare: ([first = '', ...others]) => {
    const differences = compareBuilds(first, others)
    if (differences.length > 0) throw new Error(differences.join('\n'))
    console.log(`${others.length} builds are ${first}, to the byte.`)
  },
  sbom: ([file = '']) => {
    const bill = readBillOfMaterials('.')
    writeFileSync(file, `${JSON.stringify(bill, null, 2)}\n`)
    console.log(`${file}: ${bill.components.length} packages`)
  },
  'commit-rebuilt': ([from = '', checkout = '', branch = '']) => {
    const folders = takeRebuilt(from, checkout)
    const repository = new Repository(checkout)
    if (repository.isClean()) return console.log('The branch has what the build makes.')
    const commit = repository.commit(folders, REBUILT)
    repository.pushBranch(branch, commit)
    console.log(`Pushed ${commit} to ${branch}.`)
  }
} as const satisfies Readonly<Record<string, (args: readonly string[]) => void>>

/** What is to be done, or an error with every reason why nothing is. */
function planned(version: string): Exclude<ReleasePlan, { readonly kind: 'refuse' }> {
  const plan = planRelease(readFacts('.', version, openReleases()))
  if (plan.kind === 'refuse') throw new Error(plan.reasons.join('\n'))
  return plan
}

/** For the `if` of later jobs; on a person's machine there is nowhere to write it. */
function setOutput(name: string, value: string): void {
  const file = process.env['GITHUB_OUTPUT']
  if (file !== undefined) appendFileSync(file, `${name}=${value}\n`)
}

const [command = '', ...args] = process.argv.slice(2)
const run = Object.entries(COMMANDS).find(([name]) => name === command)?.[1]
try {
  if (!run) throw new Error(`Unknown command "${command}". There are: ${Object.keys(COMMANDS).join(', ')}.`)
  run(args)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
