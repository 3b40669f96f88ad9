/** What a page may use beside the site's own files. */
export interface PolicyHosts {
  readonly script_hosts: readonly string[]
  readonly connect_hosts: readonly string[]
  /** Origin of the API where it is another than the pages'; '' otherwise. */
  readonly api?: string
  /** Hashes of the styles that stand in the pages themselves, as the policy writes them. */
  readonly styles?: readonly string[]
}

/**
 * The content security policy: files of the site alone, and on public pages the hosts that site.yaml names.
 * @param ancestors who may show the page in a frame: nobody, or the help desks beside which the desk stands
 */
export function securityPolicy(
  { script_hosts, connect_hosts, api = '', styles = [] }: PolicyHosts,
  ancestors: readonly string[] = ["'none'"],
): string {
  const hosts = (all: readonly string[]) => all.map((host) => ` https://${host}`).join('')
  return [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval'${hosts(script_hosts)}`,
    ["style-src 'self'", ...styles].join(' '),
    "img-src 'self' data:",
    "media-src 'self'",
    "font-src 'self'",
    `connect-src 'self'${hosts(connect_hosts)}${api && ` ${api}`}`,
    "worker-src 'self'",
    `form-action 'self'${api && ` ${api}`}`,
    "base-uri 'none'",
    `frame-ancestors ${ancestors.join(' ')}`,
  ].join('; ')
}

export const noHosts: PolicyHosts = { script_hosts: [], connect_hosts: [] }
