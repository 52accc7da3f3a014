/**
 * A frame's file as a path: without scheme, host, query, drive, and the folder that was deployed or built; with a leading `/`
 * where it was absolute. Empty where nothing of a path is left.
 */
export function plainPath(file: string): string {
  const bare = withoutDrive(withoutScheme(file.slice(0, longestFile).replaceAll('\\', '/')))
  const parts: string[] = []
  for (const part of bare.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  if (!bare.startsWith('/')) return parts.join('/')
  const deployed = `/${parts.join('/')}`
  const root = deployRoots.find((pattern) => pattern.test(deployed))
  return root === undefined ? deployed : deployed.replace(root, '/')
}

/** `PATH_MAX` of Linux. */
const longestFile = 4096

/**
 * Folders that images, platforms, runners and builds put a repository into; the first that fits is taken away. Where none fits, the
 * longest common end decides, so that this matters only for files near the root.
 */
const deployRoots: readonly RegExp[] = [
  /^\/usr\/src\/app\//,
  /^\/opt\/render\/project\/src\//,
  /^\/srv\/releases\/[^/]{1,80}\//,
  /^\/(?:var|home)\/(?:www|app|task|deploy|runner)\/(?:[^/]{1,80}\/){0,2}(?:current|releases\/[^/]{1,80})\//,
  /^\/var\/(?:task|www\/html|www|app)\//,
  // GitHub: the runner's folder, and that of a job in a container.
  /^\/(?:home|Users)\/runner\/work\/[^/]{1,100}\/[^/]{1,100}\//,
  /^\/__w\/[^/]{1,100}\/[^/]{1,100}\//,
  /^\/github\/workspace\//,
  // Azure Pipelines, https://learn.microsoft.com/azure/devops/pipelines/build/variables: Build.SourcesDirectory
  /^\/(?:a|agent\/_work|_work|home\/vsts\/work|Users\/runner\/work)\/\d{1,6}\/s\//,
  // A Windows runner of GitHub: D:\a\repo\repo.
  /^\/a\/([^/]{1,100})\/\1\//,
  /^\/builds\/[^/]{1,100}\/[^/]{1,100}\//,
  /^\/(?:home\/circleci|root)\/project\//,
  /^\/(?:opt\/atlassian\/pipelines\/agent\/build|drone\/src|Volumes\/workspace\/repository)\//,
  /^\/tmp\/build_[0-9a-f]{6,40}\//,
  /^\/var\/(?:lib\/)?jenkins(?:_home)?\/workspace\/[^/]{1,100}\//,
  // Deterministic builds of .NET: https://learn.microsoft.com/dotnet/core/deploying/deterministic-builds
  /^\/_\d{0,3}\//,
  /^\/go\/src\/(?=[^/.]{1,100}\.[^/]{1,100}\/)[^/]{1,100}\/[^/]{1,100}\/[^/]{1,100}\//,
  /^\/go\/src\/[^/]{1,100}\//,
  // Bazel: https://bazel.build/extending/rules#runfiles
  /^\/(?:[^/]{1,200}\/){1,20}?[^/]{1,200}\.runfiles\/[^/]{1,100}\//,
  /^\/(?:app|workspaces?|code|srv|layers|function|rails|source|project|repo)\//
]

const bundleScheme = /^(?:webpack|webpack-internal|turbopack|vite|rollup|rspack|parcel|ng):\/\//

function withoutScheme(file: string): string {
  // React names the environment that rendered on the server first.
  const plain = file.replace(/^(?:rsc|about):\/\/React\/\w{1,40}\//, '')
  // webpack://shop/./src/cart.ts: the first part is the name of the bundle; webpack:///./src/cart.ts has none.
  if (bundleScheme.test(plain)) {
    const path = decode(withoutQuery(plain.replace(bundleScheme, '')))
    return withoutBundleName(path).replace(/^(?:\((?:[\w-]{1,60})\)|\[project\])\//, '')
  }
  if (plain.startsWith('file://')) {
    return decode(withoutQuery(plain.slice('file://'.length))).replace(/^\/(?=[A-Za-z]:\/)/, '')
  }
  const address = /^[a-z][a-z0-9+.-]{1,40}:\/\/[^/]{0,300}\//i.exec(plain)
  if (address === null) return plain
  return decode(withoutQuery(plain.slice(address[0].length))).replace(/^@fs\//, '/')
}

/** The name is a package's, `shop` or `@acme/shop`. */
function withoutBundleName(path: string): string {
  if (path.startsWith('/')) return path.slice(1)
  return path.replace(/^(?:@[^/]{1,100}\/)?[^/.@([][^/]{0,200}\//, '')
}

/** The name of the bundle of `webpack://@acme/shop/./src/cart.ts`, without its scope: usually that of a folder. */
export function bundleName(file: string): string | undefined {
  return /^(?:webpack|rspack):\/\/(?:@[^/]{1,100}\/)?([^/.@([][^/]{0,200})\//.exec(file)?.[1]
}

function withoutQuery(path: string): string {
  const end = /[?#]/.exec(path)?.index
  return end === undefined ? path : path.slice(0, end)
}

function withoutDrive(path: string): string {
  return path.replace(/^[A-Za-z]:\//, '/')
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    // Not every percent sign is an escape.
    return path
  }
}
