import { OperatorError } from '#content/model/operator-error.ts'

/** One clear line for what the operator can do something about; the whole story for what cannot happen. */
export function operatorMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error instanceof OperatorError) return error.message
  const { code, port, address } = error as NodeJS.ErrnoException & { port?: number; address?: string }
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken by another program. Stop it, or choose another port: PORT=${(port ?? 4321) + 1} npm start`
  if (code === 'EACCES' && port !== undefined)
    return `Port ${port} may not be used by this user. Choose one above 1023.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `There is no address "${address ?? ''}" on this machine to listen on. Set HOST to one of its own.`
  if (code === 'EEXIST' || code === 'ENOTDIR')
    return `KINDRED_DATA must be a folder Kindred can make or write in: ${error.message}.`
  if (['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT'].includes(code ?? ''))
    return `Kindred cannot write its data: ${error.message}.`
  return error.stack ?? error.message
}
