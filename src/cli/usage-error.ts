// A command line that cannot be run as typed: exit code 2.

export class UsageError extends Error {
  override readonly name = 'UsageError'

  /** `message`: one French sentence. `hint`: what to type instead, where it is known. */
  constructor(
    message: string,
    readonly hint: string | null = null,
  ) {
    super(message)
  }
}
