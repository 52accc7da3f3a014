import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { cutSection, readSection } from '../../scripts/release/changelog.js'

const changelog = `# Changelog

Words about it.

## Unreleased

### Added

- One thing.
- Another.

## 1.0.0 - 2026-01-31

### Fixed

- A bug.

## 0.9.0 - 2026-01-01
`

describe('a section of the changelog', () => {
  it('is what stands under its heading, up to the next version', () => {
    expect(readSection(changelog, 'Unreleased')).toBe('### Added\n\n- One thing.\n- Another.')
    expect(readSection(changelog, '1.0.0')).toBe('### Fixed\n\n- A bug.')
  })

  it('is empty without entries', () => {
    expect(readSection(changelog, '0.9.0')).toBe('')
    expect(readSection('## Unreleased\n\n### Added\n', 'Unreleased')).toBe('')
  })

  it('may be missing, and is found by its whole version', () => {
    expect(readSection(changelog, '1.0')).toBeUndefined()
    expect(readSection(changelog, '1.0.0-rc.1')).toBeUndefined()
    expect(readSection('# Changelog\n\n### 1.0.0\n\n- x\n', '1.0.0')).toBeUndefined()
  })

  it('may have its name in brackets', () => {
    expect(readSection('## [1.0.0] - 2026-01-31\n\n- x\n', '1.0.0')).toBe('- x')
  })
})

describe('a version', () => {
  const cut = cutSection(changelog, '1.1.0', '2026-02-03')

  it('takes what was unreleased', () => {
    expect(cut).toContain('## 1.1.0 - 2026-02-03\n\n### Added\n\n- One thing.\n')
    expect(readSection(cut, '1.1.0')).toBe(readSection(changelog, 'Unreleased'))
    expect(readSection(cut, 'Unreleased')).toBe('')
  })

  it('leaves the rest to the byte', () => {
    expect(cut.replace('## Unreleased\n\n## 1.1.0 - 2026-02-03\n', '## Unreleased\n')).toBe(changelog)
  })

  it('is not written twice', () => {
    expect(() => cutSection(cut, '1.1.0', '2026-02-04')).toThrow('has a section 1.1.0 already')
  })

  it('needs a place', () => {
    expect(() => cutSection('# Changelog\n', '1.1.0', '2026-02-03')).toThrow('no section "## Unreleased"')
  })
})

describe('CHANGELOG.md', () => {
  it('has a section that releases are cut from', () => {
    const text = readFileSync(new URL('../../CHANGELOG.md', import.meta.url), 'utf8')
    expect(readSection(text, 'Unreleased')).toBeDefined()
  })
})
