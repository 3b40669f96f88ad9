import { isIP } from 'node:net'

/** Whether an address leads to this machine and nowhere else. */
export function isThisMachine({ hostname }: URL): boolean {
  if (hostname === 'localhost' || hostname === '[::1]') return true
  return isIP(hostname) === 4 && hostname.startsWith('127.')
}
