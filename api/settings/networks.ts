import { BlockList, isIP } from 'node:net'

/** `10.0.0.0/8, 127.0.0.1, ::1`: addresses and networks. Undefined when one of them is neither. */
export function readNetworks(text: string): BlockList | undefined {
  const list = new BlockList()
  for (const entry of text.split(',').map((part) => part.trim())) {
    const [network = '', length] = entry.split('/')
    const family = isIP(network)
    const type = family === 4 ? 'ipv4' : 'ipv6'
    const bits = length === undefined ? undefined : Number(length)
    if (family === 0 || (bits !== undefined && !(/^\d+$/.test(length!) && bits <= (family === 4 ? 32 : 128))))
      return undefined
    if (bits === undefined) list.addAddress(network, type)
    else list.addSubnet(network, bits, type)
  }
  return list
}
