import { expect, it } from 'vitest'
import { isSure } from '../../src/records/propose-mapping.js'

it.each([
  ['canonical', true],
  ['format', true],
  ['synonym', true],
  ['near', false],
  ['values', false],
] as const)('a column matched by %s is sure: %s', (reason, expected) => {
  expect(isSure(reason)).toBe(expected)
})
