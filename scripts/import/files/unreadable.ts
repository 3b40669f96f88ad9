import { OperatorError } from '#content/model/operator-error.ts'
/** The file cannot be read as it is; the message says what to do. */
export class Unreadable extends OperatorError {
  override name = 'Unreadable'
}
