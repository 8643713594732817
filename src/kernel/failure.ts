// Failures said in words that a person can act on. May not know the domain.

/** Something the user must mend before anything can be trusted: the command ends with exit code 2. */
export class Refusal extends Error {
  override readonly name = 'Refusal'

  /** `message`: one French sentence, what is wrong. `mend`: what to do, in French. */
  constructor(
    message: string,
    readonly mend: string,
  ) {
    super(message)
  }
}

/** A failure of ours or of the environment (browser, disk, certificate): exit code 3. */
export class EnvironmentFailure extends Error {
  override readonly name = 'EnvironmentFailure'

  /** `message`: one French sentence, what failed. `mend`: what to do, in French. */
  constructor(
    message: string,
    readonly mend: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
