// `npm run test:long`: the tests of random data on many more rounds, and whatever lies in test/long/.
import { readdirSync, readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

const isRandom = (file: string) => / rounds\(/.test(readFileSync(file, 'utf8'))

const random = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .map((name) => `test/${name.replaceAll('\\', '/')}`)
  .filter((file) => file.endsWith('.test.ts') && isRandom(file))

export default defineConfig({
  test: {
    include: [...random, 'test/long/**/*.test.ts'],
    env: { I12_LONG: '1' },
    testTimeout: 900_000,
    hookTimeout: 60_000,
  },
})
