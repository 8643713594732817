// The one way out of every command that writes: where `-o` says, else stdout for a text and `sorties/` for documents.
import { join } from 'node:path'
import type { OutputFile, WrittenFile } from '../app/write-outputs.js'
import { cleanJson, cleanText } from './clean-text.js'
import type { Invocation } from './command.js'
import type { Io } from './io.js'
import { resultName } from './output-target.js'
import { sayWaiting } from './under-lock.js'

/** Text written at once: a ledger gives millions of small parts. */
const BLOCK = 1 << 16

/** Formats whose text is JSON. */
const JSON_FORMATS: ReadonlySet<string> = new Set(['json', 'sarif', 'gitlab', 'site'])

/**
 * Documents of a workspace, made one after the other as they are asked for, the main one first: it alone takes a name
 * typed by the person, the others stand beside it. Prints the path of
 * each, or of the folder that holds them alone.
 * @param root real path of the workspace
 * @param sealedFolders folders among the outputs that hold these files and nothing else
 * @returns the files written, as they are on the disk; none where the main one went to stdout
 */
export async function deliver(
  files: Iterable<OutputFile> | AsyncIterable<OutputFile>,
  invocation: Invocation,
  io: Io,
  root: string,
  sealedFolders: readonly string[] = [],
): Promise<readonly WrittenFile[]> {
  const { target, isForced } = invocation
  const { OUTPUTS, partsOf, writeOutputs } = await import('../app/write-outputs.js')
  if (target.kind === 'stdout') {
    for await (const { content } of files) {
      for await (const part of partsOf(content)) io.out(part)
      // The listings beside it have no place there.
      break
    }
    return []
  }
  const isDefault = target.kind === 'default'
  const folder = isDefault ? join(root, OUTPUTS) : target.folder
  const named = target.kind === 'file' ? renamed(files, target.name) : files
  const onWait = sayWaiting(io)
  const within = isDefault ? root : null
  const written = await writeOutputs(named, { within, folder, isForced, onWait, sealedFolders })
  const isSealed = (path: string) => sealedFolders.some((sealed) => path.startsWith(`${sealed}/`))
  const shown = [...sealedFolders, ...written.map(({ path }) => path).filter((path) => !isSealed(path))]
  for (const path of shown) io.out(`${shownPath(path, invocation)}\n`)
  return written
}

/** A path as the person would type it from where they are. */
function shownPath(path: string, { target, workspace }: Invocation): string {
  switch (target.kind) {
    case 'file':
      return join(target.shown, '..', path)
    case 'folder':
      return join(target.shown, path)
    default:
      return join(workspace, 'sorties', path)
  }
}

async function* renamed(
  files: Iterable<OutputFile> | AsyncIterable<OutputFile>,
  name: string,
): AsyncGenerator<OutputFile> {
  let isFirst = true
  for await (const file of files) {
    yield isFirst ? { ...file, path: name } : file
    isFirst = false
  }
}

/**
 * The result of a command as text: on stdout, or whole in the file of `-o`, whose path is then said on stderr.
 * @param name of the file where `-o` names a folder; without an extension, the format gives it
 */
export async function printResult(
  parts: Iterable<string>,
  name: string,
  invocation: Invocation,
  io: Io,
): Promise<void> {
  const { target, format, isQuiet, isForced } = invocation
  const isJson = JSON_FORMATS.has(format)
  if (target.kind === 'default' || target.kind === 'stdout') {
    for (const block of inBlocks(parts)) io.out(isJson ? cleanJson(block) : block)
    return
  }
  const { writeOutputs } = await import('../app/write-outputs.js')
  const path = target.kind === 'file' ? target.name : resultName(name, format)
  const clean = (block: string) => (isJson ? cleanJson(block) : cleanText(block, false))
  const content = [...inBlocks(parts)].map((block) => Buffer.from(clean(block)))
  const onWait = sayWaiting(io)
  await writeOutputs([{ path, content }], { within: null, folder: target.folder, isForced, onWait })
  if (!isQuiet) io.err(`${shownPath(path, invocation)}\n`)
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
