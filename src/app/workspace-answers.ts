// The answers kept in a workspace, where somebody gave some.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ANSWERS_FILE, type Answers, NO_ANSWERS, readAnswers } from './answers.js'
import { isAbsence } from './confine.js'

/** @throws Refusal where they cannot be read as answers */
export async function readAnswersOf(folder: string): Promise<Answers> {
  const bytes = await readFile(join(folder, ANSWERS_FILE)).catch((error: unknown) => {
    if (isAbsence(error)) return null
    throw error
  })
  return bytes === null ? NO_ANSWERS : readAnswers(ANSWERS_FILE, bytes)
}
