// Sends a result to stdout, or whole to the file of `-o`.
import { resolve } from 'node:path'
import type { Invocation } from './command.js'
import type { Io } from './io.js'

/** Text written at once: a ledger gives millions of small parts. */
const BLOCK = 1 << 16

export async function printResult(parts: Iterable<string>, invocation: Invocation, io: Io): Promise<void> {
  if (invocation.output === null) {
    for (const block of inBlocks(parts)) io.out(block)
    return
  }
  const { writeResult } = await import('../app/write-outputs.js')
  const content = [...inBlocks(parts)].map((block) => Buffer.from(block))
  await writeResult(resolve(invocation.output), content, invocation.isForced)
}

function* inBlocks(parts: Iterable<string>): Iterable<string> {
  let block = ''
  for (const part of parts) {
    block += part
    if (block.length >= BLOCK) {
      yield block
      block = ''
    }
  }
  if (block !== '') yield block
}
