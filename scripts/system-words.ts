/** Why the system refused, in words where everybody meets it; else as the system says it. */
export function systemWords({ code, message }: NodeJS.ErrnoException): string {
  return words[code ?? ''] ?? message
}

const words: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder.',
  EACCES: 'you may not; look at its permissions.',
  EPERM: 'you may not; look at its permissions.',
  EROFS: 'it can only be read.',
  EISDIR: 'it is a folder.',
  ENOTDIR: 'a part of its path is a file.',
  EEXIST: 'a file of that name is there already.',
  ENAMETOOLONG: 'its name is too long.',
  ENOSPC: 'the disk is full.',
  EMFILE: 'too many files are open.',
}
