import { expect, it } from 'vitest'
import { guessEncoding } from '../../src/source/guess-encoding.js'

// é between other letters each time: every encoding but the right families reads it out of place.
const FRENCH = 'céder décélérer fée gérer légère mélée némée pépé réel sévère télé véné'
const guess = (text: string) => guessEncoding(Buffer.from(text, 'latin1'))

it('is sure where the other reading is clearly worse, at the very threshold too', () => {
  // 0xb8 alone: ž in ISO 8859-15 (cost 2), a cedilla without letter in Windows-1252 (cost 4).
  expect(guess(`${FRENCH} \u00b8 `)).toMatchObject({ encoding: 'iso-8859-15', isSure: true })
})

it('is not sure where the two readings differ by less on the whole', () => {
  // 0xbe alone: Ÿ or ¾, as likely in both.
  expect(guess(`${FRENCH} \u00b8 \u00be `)).toMatchObject({ isSure: false })
})
