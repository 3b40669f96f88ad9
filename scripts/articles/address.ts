/** A path as the sources of a help centre write it, taken apart against another: like a browser, on readable paths. */
export function resolvePath(path: string, base: string): string {
  const parts = base.split('/').slice(0, -1)
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.') parts.push(part)
  }
  return parts.join('/')
}

export function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
