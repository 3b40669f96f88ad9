/** The file cannot be read as it is; the message says what to do. */
export class Unreadable extends Error {
  override name = 'Unreadable'
}
