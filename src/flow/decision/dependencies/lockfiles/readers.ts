import { plainName, type FramePackage } from '../frame-package.js'
import { asList, asObject, asText, parseJson } from './json.js'

/** requirements.txt with pins: `name[extra]==1.2.3 ; marker`. https://pip.pypa.io/en/stable/reference/requirements-file-format/ */
export function readRequirements(text: string, { name }: FramePackage): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const match = /^([A-Za-z\d][\w.-]{0,100})(?:\[[^\]]{0,100}\])?\s?==\s?([\w.!+]{1,60})(?=[\s;\\]|$)/.exec(
      line.slice(0, 400)
    )
    return match !== null && plainName('pip', match[1] ?? '') === name ? [match[2] ?? ''] : []
  })
}

/** Pipfile.lock. https://github.com/pypa/pipfile */
export function readPipfileLock(text: string, { name }: FramePackage): readonly string[] {
  const lock = parseJson(text)
  return ['default', 'develop'].flatMap((group) =>
    Object.entries(asObject(lock?.[group]) ?? {}).flatMap(([each, entry]) =>
      plainName('pip', each) === name
        ? asText(asObject(entry)?.['version']).map((version) => version.replace(/^==/, ''))
        : []
    )
  )
}

/** `[[package]]` tables of Cargo.lock, poetry.lock and uv.lock, whose name and version stand first. https://toml.io */
export function readPackageTables(text: string, { name, ecosystem }: FramePackage): readonly string[] {
  const found: string[] = []
  let current: string | undefined
  for (const line of text.split('\n')) {
    if (line.startsWith('[')) current = undefined
    const match = /^(name|version) = "([^"]{1,200})"\s*$/.exec(line.slice(0, 240))
    if (match?.[1] === 'name') current = plainName(ecosystem, match[2] ?? '')
    else if (match !== null && current === name) found.push(match[2] ?? '')
  }
  return found
}

/** `    name (1.2.3)` of Gemfile.lock; its own dependencies are indented further. https://bundler.io */
export function readGemfileLock(text: string, { name }: FramePackage): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const match = /^ {4}([\w.-]{1,100}) \((\d[\w.]{0,60})(?:-[\w-]{1,60})?\)\s*$/.exec(line.slice(0, 240))
    return match?.[1] === name ? [match[2] ?? ''] : []
  })
}

/** `require` lines of go.mod; what is replaced is no version of the registry. https://go.dev/ref/mod#go-mod-file */
export function readGoMod(text: string, { name }: FramePackage): readonly string[] {
  const lines = text.split('\n').map((line) => line.slice(0, 500))
  const isReplaced = lines.some(
    (line) =>
      /=>/.test(line) &&
      line
        .trim()
        .replace(/^replace\s/, '')
        .trim()
        .startsWith(`${name} `)
  )
  if (isReplaced) return []
  return lines.flatMap((line) => {
    const match = /^\s{0,8}(?:require\s{1,8})?(\S{1,300}) (v\S{1,100})(?:\s{1,8}\/\/.{0,200})?\s*$/.exec(line)
    return match?.[1] === name ? [match[2] ?? ''] : []
  })
}

/** composer.lock. https://getcomposer.org/doc/01-basic-usage.md */
export function readComposerLock(text: string, { name }: FramePackage): readonly string[] {
  const lock = parseJson(text)
  return [...asList(lock?.['packages']), ...asList(lock?.['packages-dev'])].flatMap((each) => {
    const entry = asObject(each)
    return entry?.['name'] === name ? asText(entry['version']) : []
  })
}

/** pubspec.lock: the name at two spaces, its version at four. https://dart.dev/tools/pub/package-layout */
export function readPubspecLock(text: string, { name }: FramePackage): readonly string[] {
  const found: string[] = []
  let current: string | undefined
  for (const line of text.split('\n')) {
    const head = /^ {2}"?(\w{1,100})"?:\s*$/.exec(line.slice(0, 120))
    if (head !== null) current = head[1]
    else if (/^\S/.test(line)) current = undefined
    const version = /^ {4}version: "?([^"\s]{1,60})"?\s*$/.exec(line.slice(0, 120))?.[1]
    if (version !== undefined && current === name) found.push(version)
  }
  return found
}

/** `"name": {:hex, :name, "1.2.3", …` of mix.lock. https://hexdocs.pm/mix/Mix.Tasks.Deps.html */
export function readMixLock(text: string, { name }: FramePackage): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const match = /^ {2}"(\w{1,100})": ?\{:hex, :\w{1,100}, "([^"]{1,60})"/.exec(line.slice(0, 320))
    return match?.[1] === name ? [match[2] ?? ''] : []
  })
}

/**
 * `group:artifact:1.2.3=configurations` of gradle.lockfile. Traces name the artifact alone, so `name` may be that or both.
 * https://docs.gradle.org/current/userguide/dependency_locking.html
 */
export function readGradleLock(text: string, { name }: FramePackage): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const match = /^([\w.-]{1,200}):([\w.-]{1,200}):([\w.-]{1,60})=/.exec(line.slice(0, 500))
    return match !== null && (match[2] === name || `${match[1] ?? ''}:${match[2] ?? ''}` === name)
      ? [match[3] ?? '']
      : []
  })
}
