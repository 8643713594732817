// Reads a workbook of the old Office in a thread of its own: a damaged one can make the package turn in circles or
// fill the memory, and only a thread can be stopped. May not know what a column means.
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import type { WorkBook } from '@e965/xlsx'
import { WorkbookTrouble } from './sheet.js'

/** What a compound file holds: a workbook, one behind a password, or another document. */
export type CompoundContent =
  | { readonly is: 'workbook'; readonly workbook: WorkBook }
  | { readonly is: 'encrypted' }
  | { readonly is: 'other' }

// As text: a thread is started from a file or a text, and the bundle has no file for it.
const CODE = `
const { parentPort, workerData } = require('node:worker_threads')
const reader = require(workerData.reader)
console.error = () => {}
const bytes = Buffer.from(workerData.bytes)
const streams = reader.CFB.read(bytes, { type: 'buffer' })
const has = (name) => reader.CFB.find(streams, name) !== null
if (has('EncryptedPackage')) parentPort.postMessage({ is: 'encrypted' })
else if (!has('Workbook') && !has('Book')) parentPort.postMessage({ is: 'other' })
else {
  const { SheetNames, Sheets, Workbook } = reader.read(bytes, workerData.options)
  parentPort.postMessage({ is: 'workbook', workbook: { SheetNames, Sheets, Workbook } })
}
`
const MOST_MEGABYTES = 2048
/** Seconds of processor, which a busy machine does not shorten: a sound workbook takes less than one a megabyte. */
const secondsFor = (bytes: Buffer) => 3 + 4 * (bytes.length / 2 ** 20)

const readerPath = () => createRequire(import.meta.url).resolve('@e965/xlsx')

/**
 * @param reader path of the package
 * @throws WorkbookTrouble where the reading does not end
 * @throws Error whatever the package throws, or that the memory did not do
 */
export function readApart(bytes: Buffer, options: object, reader = readerPath()): Promise<CompoundContent> {
  const begun = process.cpuUsage()
  const worker = new Worker(CODE, {
    eval: true,
    workerData: { reader, bytes, options: { ...options, type: 'buffer' } },
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  })
  let watch: NodeJS.Timeout | undefined
  const answer = new Promise<CompoundContent>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('no answer')))
    watch = setInterval(() => {
      const { user, system } = process.cpuUsage(begun)
      if ((user + system) / 1e6 > secondsFor(bytes))
        reject(new WorkbookTrouble('CLASSEUR-ILLISIBLE', 'un contenu dont la lecture ne finit pas'))
    }, 100)
  })
  return answer.finally(() => {
    clearInterval(watch)
    return worker.terminate()
  })
}
