// Loaded before the program (`node --import`): says on the way out how much memory the process needed at most.
import { writeFileSync } from 'node:fs'

process.on('exit', () => {
  // maxRSS is in kilobytes.
  writeFileSync(process.env.I12_BENCH_PEAK, String(process.resourceUsage().maxRSS))
})
