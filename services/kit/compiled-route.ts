import type { Route } from './service.js'

export type CompiledRoute = Route & { readonly expression: RegExp; readonly names: readonly string[] }

export function compile(route: Route): CompiledRoute {
  const names: string[] = []
  const source = route.pattern
    .split('/')
    .map((segment) => {
      if (!segment.startsWith(':')) return segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      const rest = segment.endsWith('*')
      names.push(segment.slice(1, rest ? -1 : undefined))
      return rest ? '(.+)' : '([^/]+)'
    })
    .join('/')
  return { ...route, expression: new RegExp(`^${source}$`), names }
}
