// Loaded before the program (`node --import`): counts what it asks of the disk under FAULT_UNDER, and at call FAULT_AT
// kills the process, in the middle of what is being written, or says that the disk is full.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

const { FAULT_UNDER: under, FAULT_KIND: kind, FAULT_AT: at, FAULT_COUNT: countFile } = process.env
/** Calls that a full disk makes fail; the others only free room. */
const NEED_ROOM = new Set(['open', 'writeFile', 'write', 'mkdir', 'rename', 'copyFile'])
const CALLS = ['open', 'writeFile', 'mkdir', 'rename', 'copyFile', 'rm', 'rmdir', 'utimes']

let count = 0
const calls = []

/** What comes instead of a call, where it is its turn; `half` does a part of it first. */
async function fault(name, path, half = async () => {}) {
  if (kind === 'full' && !NEED_ROOM.has(name)) return
  count += 1
  calls.push(`${name} ${path}`)
  if (count !== Number(at)) return
  if (kind === 'kill') {
    await half()
    process.kill(process.pid, 'SIGKILL')
    await new Promise(() => setInterval(() => {}, 1000))
  }
  if (kind === 'full') {
    await half()
    throw Object.assign(new Error(`ENOSPC: no space left on device, ${name} '${path}'`), {
      code: 'ENOSPC',
      path,
    })
  }
}

/** Reading asks for no room. */
const isReading = (name, flags) => name === 'open' && (flags === undefined || flags === 'r')

for (const name of CALLS) {
  const real = fs.promises[name]
  fs.promises[name] = async (...args) => {
    const path = String(args[0])
    if (!path.startsWith(under) || isReading(name, args[1])) return real(...args)
    await fault(name, path, async () => {
      if (name === 'writeFile') await real(path, String(args[1]).slice(0, 5), args[2])
    })
    const result = await real(...args)
    if (name === 'open') breakHandle(result, path)
    return result
  }
}

function breakHandle(handle, path) {
  const write = handle.writeFile.bind(handle)
  handle.writeFile = async (content) => {
    await fault('write', path, () => write(content.slice(0, Math.floor(content.length / 2))))
    return write(content)
  }
}

syncBuiltinESMExports()
if (countFile !== undefined) {
  process.on('exit', () => fs.writeFileSync(countFile, JSON.stringify({ count, calls })))
}
