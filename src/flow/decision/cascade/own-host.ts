import { matchesGlob } from '../glob.js'

/** Endings of names that no public registry hands out, or that clusters and clouds give to their own machines. */
const PRIVATE_ENDINGS = ['.internal', '.local', '.localhost', '.svc']

/**
 * Is the machine ours? By the globs of the policy; and by itself, if its name has no dot (as in a cluster, or in compose files), or
 * is private. Without port and brackets; ignores case.
 * Private addresses: https://www.rfc-editor.org/rfc/rfc6890
 */
export function isOwnHost(host: string, ownHosts: readonly string[]): boolean {
  const name = host.toLowerCase().replace(/\.$/, '')
  if (ownHosts.some((pattern) => matchesGlob(pattern, name))) return true
  if (name.includes(':')) return isPrivateVersion6(name)
  const version4 = /^(\d{1,3})\.(\d{1,3})\.\d{1,3}\.\d{1,3}$/.exec(name)
  if (version4) return isPrivateVersion4(Number(version4[1]), Number(version4[2]))
  if (!name.includes('.')) return true
  return PRIVATE_ENDINGS.some((ending) => name.endsWith(ending)) || name.includes('.svc.')
}

function isPrivateVersion4(first: number, second: number): boolean {
  if (first === 0 || first === 10 || first === 127) return true
  if (first === 100) return second >= 64 && second <= 127
  if (first === 169) return second === 254
  if (first === 172) return second >= 16 && second <= 31
  return first === 192 && second === 168
}

function isPrivateVersion6(address: string): boolean {
  const mapped = /^::ffff:(\d{1,3})\.(\d{1,3})\.\d{1,3}\.\d{1,3}$/.exec(address)
  if (mapped) return isPrivateVersion4(Number(mapped[1]), Number(mapped[2]))
  return address === '::' || address === '::1' || /^f[cd]|^fe[89ab]/.test(address)
}
