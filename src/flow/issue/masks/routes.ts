const mostSegments = 12

/** A route of an API with its values masked: `/users/123/orders` is `/users/<num>/orders`. */
export function templateRoute(route: string): string {
  return route.split('/').slice(0, mostSegments).map(templateSegment).join('/')
}

/** Titles in addresses of pages: `how-to-cook-pasta`. */
const slug = /^(?=.{20})[a-z0-9]+(?:-[a-z0-9]+){3,}$/

function templateSegment(segment: string): string {
  if (/^[A-Za-z]{0,40}$/.test(segment)) return segment
  if (/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(segment)) return '<uuid>'
  if (slug.test(segment)) return '<id>'
  if (segment === '' || /^v\d{1,2}$/.test(segment) || /^[A-Za-z_.~$*:{}-]{1,40}$/.test(segment))
    return segment
  if (/^<[a-z]{2,8}>$/.test(segment)) return segment
  if (/^\d+$/.test(segment)) return '<num>'
  return /^[A-Za-z]{2,20}\d{0,2}$/.test(segment) ? segment : '<id>'
}
