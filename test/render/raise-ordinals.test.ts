import { expect, it } from 'vitest'
import { withRaisedOrdinals } from '../../src/render/raise-ordinals.js'

it.each([
  ['<p>le 1er juin</p>', '<p>le 1<sup>er</sup> juin</p>'],
  ['<p>le 1er\u00a0juin, la 1re fois</p>', '<p>le 1<sup>er</sup>\u00a0juin, la 1<sup>re</sup> fois</p>'],
  ['<p title="1er juin">HF-1er, 21er, 1erb</p>', '<p title="1er juin">HF-1er, 21er, 1erb</p>'],
  ['<svg><text>1er</text></svg>', '<svg><text>1er</text></svg>'],
])('raises the letters of %s', (html, raised) => {
  expect(withRaisedOrdinals(html)).toBe(raised)
})
