interface ImportMetaEnv {
  /** The path below which the site lies, '' at the root of the host. */
  readonly KINDRED_BASE: string
  /** What stands before `/api/…`: the base, or the API's own address. */
  readonly KINDRED_API_ORIGIN: string
}

interface ImportMeta {
  readonly env: ImportMetaEnv
}
