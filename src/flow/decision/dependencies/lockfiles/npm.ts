import type { FramePackage } from '../frame-package.js'
import { asObject, asText, parseJson, type Json } from './json.js'

/** package-lock.json and npm-shrinkwrap.json. https://docs.npmjs.com/cli/configuring-npm/package-lock-json */
export function readPackageLock(text: string, { name, folder }: FramePackage): readonly string[] {
  const lock = parseJson(text)
  const packages = asObject(lock?.['packages'])
  if (packages === undefined) return readNested(asObject(lock?.['dependencies']), name, folder)
  const exact = folder === undefined ? undefined : asObject(packages[folder])
  if (exact !== undefined) return asText(exact['version'])
  return Object.entries(packages).flatMap(([path, entry]) =>
    path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`)
      ? asText(asObject(entry)?.['version'])
      : []
  )
}

/** Version 1 nests packages as the folders do. */
function readNested(root: Json | undefined, name: string, folder: string | undefined): readonly string[] {
  const found: string[] = []
  const open: (readonly [folder: string, level: Json])[] = root === undefined ? [] : [['', root]]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [parent, level] = next
    for (const [each, value] of Object.entries(level)) {
      const entry = asObject(value)
      const path = `${parent}node_modules/${each}`
      const isMeant = folder === undefined ? each === name : path === folder
      if (isMeant) found.push(...asText(entry?.['version']))
      const inner = asObject(entry?.['dependencies'])
      // The whole path is only built where the package may still be below it.
      if (inner !== undefined && (folder === undefined || folder.startsWith(`${path}/`)))
        open.push([folder === undefined ? '' : `${path}/`, inner])
    }
  }
  return found
}

/** yarn.lock of version 1 and of Berry: `"name@^1.0.0", name@npm:^1.1:` above `version "1.2.3"`. https://yarnpkg.com */
export function readYarnLock(text: string, { name }: FramePackage): readonly string[] {
  const found: string[] = []
  let isMeant = false
  for (const line of text.split('\n')) {
    if (/^\S/.test(line)) {
      const head = line.startsWith('"') ? line.slice(1) : line
      isMeant = head.startsWith(`${name}@`) && line.trimEnd().endsWith(':')
    } else if (isMeant) {
      const version = /^ {2}version:? "?([^"\s]{1,60})"?\s*$/.exec(line.slice(0, 200))?.[1]
      if (version !== undefined) found.push(version)
    }
  }
  return found
}

/** Keys of `packages` in pnpm-lock.yaml: `/name/1.2.3`, `/name@1.2.3`, `name@1.2.3(peer@1.0.0)`. https://pnpm.io */
export function readPnpmLock(text: string, { name }: FramePackage): readonly string[] {
  const found: string[] = []
  let isInside = false
  for (const line of text.split('\n')) {
    if (/^\S/.test(line)) isInside = /^packages:/.test(line)
    const key = isInside ? /^ {2}(['"]?)\/?([^\s'"]{1,300})\1:/.exec(line.slice(0, 320))?.[2] : undefined
    if (key === undefined || !key.startsWith(name)) continue
    const version = /^[@/](\d[^_(/]{0,60})/.exec(key.slice(name.length))?.[1]
    if (version !== undefined) found.push(version)
  }
  return found
}
