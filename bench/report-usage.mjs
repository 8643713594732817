// Loaded before the program (`node --import`): says on the way out what the process needed.
import { writeFileSync } from 'node:fs'

process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  // maxRSS is in kilobytes, times in microseconds.
  const usage = { megabytes: maxRSS / 1024, processor: (userCPUTime + systemCPUTime) / 1e6 }
  writeFileSync(process.env.I12_BENCH_USAGE, JSON.stringify(usage))
})
