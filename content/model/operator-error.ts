/**
 * A fault that whoever runs Kindred can mend: the message is one plain sentence or a list of them, printed without a
 * stack. Everything else that is thrown is a defect of the program.
 */
export class OperatorError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
  }
}
