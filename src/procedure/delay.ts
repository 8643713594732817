export type DelayUnit = 'minutes' | 'hours' | 'days' | 'businessDays' | 'workingDays' | 'weeks' | 'months'

/** A delay as written in a procedure: « 2 jours ouvrés » is 2 `workingDays`. */
export interface Delay {
  readonly amount: number
  readonly unit: DelayUnit
}
