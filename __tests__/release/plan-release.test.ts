import { describe, expect, it } from '@jest/globals'
import { planRelease, type ReleaseFacts, type ReleasePlan } from '../../scripts/release/plan-release.js'

const HERE = 'a'.repeat(40)
const ELSEWHERE = 'b'.repeat(40)

const facts: ReleaseFacts = {
  version: '1.2.0',
  commit: HERE,
  clean: true,
  onMain: true,
  manifestVersion: '1.2.0',
  changelog: '## Unreleased\n\n## 1.2.0 - 2026-02-03\n\n- A thing.\n\n## 1.1.0 - 2026-01-31\n\n- Old.\n',
  tags: new Map([
    ['v1.1.0', ELSEWHERE],
    ['v1', ELSEWHERE]
  ]),
  release: 'absent'
}

function plan(change: Partial<ReleaseFacts> = {}): ReleasePlan {
  return planRelease({ ...facts, ...change })
}

function withTags(...added: readonly (readonly [string, string])[]): Pick<ReleaseFacts, 'tags'> {
  return { tags: new Map([...facts.tags, ...added]) }
}

function stepsOf(found: ReleasePlan): readonly string[] {
  return found.kind === 'publish' ? found.steps : [found.kind]
}

describe('a release', () => {
  it('is tagged and drafted before the major moves, and published last', () => {
    expect(plan()).toMatchObject({
      kind: 'publish',
      tag: 'v1.2.0',
      commit: HERE,
      notes: '- A thing.',
      steps: ['push-tag', 'draft-release', 'attach-files', 'move-major', 'publish-release'],
      major: { tag: 'v1', seen: ELSEWHERE },
      latest: true
    })
  })

  it('begins with its changelog', () => {
    const changelog = '## Unreleased\n\n- A thing.\n'
    expect(plan({ changelog, manifestVersion: '1.1.0' }).kind).toBe('prepare')
  })

  it('makes the tag of a major that has none', () => {
    const found = plan({ tags: new Map() })
    expect(stepsOf(found)).toContain('move-major')
    expect(found).toMatchObject({ major: { tag: 'v1' } })
  })
})

describe('a run that comes again', () => {
  const tagged = withTags(['v1.2.0', HERE])

  it.each([
    ['the tag', { ...tagged }, ['draft-release', 'attach-files', 'move-major', 'publish-release']],
    ['the draft', { ...tagged, release: 'draft' }, ['attach-files', 'move-major', 'publish-release']],
    [
      'the major tag',
      { ...withTags(['v1.2.0', HERE], ['v1', HERE]), release: 'draft' },
      ['attach-files', 'publish-release']
    ]
  ] as const)('goes on after %s', (_, change, steps) => {
    expect(stepsOf(plan(change))).toEqual(steps)
  })

  it('has nothing to do once it is published, wherever the major tag was moved since', () => {
    expect(plan({ ...tagged, release: 'published' })).toEqual({ kind: 'done', tag: 'v1.2.0' })
  })

  it('neither moves the major back behind a newer version, nor is the latest', () => {
    const found = plan(withTags(['v1.2.0', HERE], ['v1.3.0', ELSEWHERE]))
    expect(stepsOf(found)).toEqual(['draft-release', 'attach-files', 'publish-release'])
    expect(found).toMatchObject({ latest: false })
  })
})

describe('a pre-release', () => {
  const preRelease = {
    version: '2.0.0-rc.1',
    manifestVersion: '2.0.0-rc.1',
    changelog: '## Unreleased\n\n## 2.0.0-rc.1 - 2026-02-03\n\n- A thing.\n'
  }

  it('moves no major tag, and is not the latest', () => {
    const found = plan(preRelease)
    expect(stepsOf(found)).not.toContain('move-major')
    expect(found).toMatchObject({ latest: false })
  })

  it('does not keep the major of others from moving', () => {
    expect(stepsOf(plan(withTags(['v1.2.0', HERE], ['v1.3.0-rc.1', ELSEWHERE])))).toContain('move-major')
  })
})

describe('a release is refused', () => {
  it.each([
    ['what is no version', { version: 'v1.2.0' }, '"v1.2.0" is no version'],
    ['a changed checkout', { clean: false }, 'changes that are not committed'],
    ['a commit beside main', { onMain: false }, 'is not on the main branch'],
    ['a tag elsewhere', withTags(['v1.2.0', ELSEWHERE]), `Tag v1.2.0 names commit ${ELSEWHERE}`],
    ['a newer version', withTags(['v1.2.1', ELSEWHERE]), '1.2.0 is not newer than 1.2.1'],
    ['a newer major', withTags(['v2.0.0-rc.1', ELSEWHERE]), '1.2.0 is not newer than 2.0.0-rc.1'],
    [
      'an empty section',
      { changelog: '## Unreleased\n\n## 1.2.0 - 2026-02-03\n' },
      'no entries under "1.2.0"'
    ],
    ['nothing unreleased', { changelog: '## Unreleased\n' }, 'no entries under "Unreleased"'],
    ['no changelog', { changelog: '' }, 'no entries under "Unreleased"'],
    ['another version in package.json', { manifestVersion: '1.1.0' }, 'package.json has version 1.1.0'],
    [
      'entries that came after its section',
      { changelog: '## Unreleased\n\n- Late.\n\n## 1.2.0 - 2026-02-03\n\n- A thing.\n' },
      'belong under "1.2.0"'
    ],
    ['a published release without its tag', { release: 'published' }, 'its tag is missing']
  ] as const)('for %s', (_, change, reason) => {
    const found = plan(change)
    expect(found.kind).toBe('refuse')
    expect(found.kind === 'refuse' && found.reasons.join('\n')).toContain(reason)
  })

  it('with every reason at once', () => {
    const found = plan({ clean: false, onMain: false, manifestVersion: '1.1.0' })
    expect(found.kind === 'refuse' && found.reasons.length).toBe(3)
  })
})
