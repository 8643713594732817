// Runs the test of test/long/fuzz.test.ts on as many inputs as wanted: `npm run fuzz -- --inputs 50000 --seed 7`,
// `--kinds xls,ods` for some kinds alone. Prints the seed, the counts, and each input that was not answered well.
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    kinds: { type: 'string' },
  },
})

const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '-c', 'vitest.long.config.ts', 'test/long/fuzz.test.ts'],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      FUZZ_INPUTS: values.inputs,
      FUZZ_SEED: values.seed,
      ...(values.kinds === undefined ? {} : { FUZZ_KINDS: values.kinds }),
    },
  },
)
process.exitCode = status ?? 1
