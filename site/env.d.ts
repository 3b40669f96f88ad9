interface ImportMetaEnv {
  /** What stands before `/api/…`: the API's own origin, or nothing where pages and API have one. */
  readonly KINDRED_API_ORIGIN: string
}

interface ImportMeta {
  readonly env: ImportMetaEnv
}
