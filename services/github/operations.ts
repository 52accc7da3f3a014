import { blobOperations } from './blobs.js'
import { checkOperations } from './checks.js'
import { codeownersOperations } from './codeowners.js'
import { commitListOperations } from './commit-list.js'
import { commitOperations } from './commits.js'
import { compareOperations } from './compare.js'
import { contentOperations } from './contents.js'
import { dispatchOperations } from './dispatches.js'
import { gitCommitOperations } from './git-commits.js'
import { issueOperations } from './issues.js'
import { pullOperations } from './pulls.js'
import { refOperations } from './refs.js'
import { repositoryOperations } from './repository.js'
import { reviewerOperations } from './reviewers.js'
import { ruleOperations } from './rules.js'
import { tagOperations } from './tags.js'
import { treeOperations } from './trees.js'
import { variableOperations } from './variables.js'
import { workflowOperations } from './workflows.js'

/** Every operation of the REST API that the stand-in has, in the order in which routes are tried. */
export const OPERATIONS = [
  ...repositoryOperations,
  ...contentOperations,
  ...compareOperations,
  ...commitListOperations,
  // Before the commits, whose last parameter takes the rest of the path.
  ...checkOperations,
  ...commitOperations,
  ...codeownersOperations,
  ...refOperations,
  ...treeOperations,
  ...blobOperations,
  ...gitCommitOperations,
  ...tagOperations,
  ...dispatchOperations,
  ...variableOperations,
  ...workflowOperations,
  ...ruleOperations,
  ...pullOperations,
  ...reviewerOperations,
  ...issueOperations
]
