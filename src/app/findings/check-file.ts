// An earlier check, as `check --format json` wrote it. It comes from outside: held against its form before it is used.
import { z } from 'zod'
import { Refusal } from '../../kernel/failure.js'
import { fr, quoted } from '../../kernel/french.js'
import { readTypedFile } from '../look-at-path.js'

const MEND = fr`donnez un fichier fait par « i12 check --format json »`

const CHECK_FILE_SCHEMA = z.looseObject({
  format: z.literal('i12/check/1'),
  asOf: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  diagnostics: z.array(
    z.looseObject({
      code: z.string(),
      severity: z.enum(['error', 'warning']),
      file: z.string(),
      enrolment: z.string().optional(),
      field: z.string().nullable(),
      seen: z.string().nullable(),
      isSeenDescribed: z.boolean().optional(),
      count: z.number().optional(),
    }),
  ),
  verdicts: z.array(
    z.looseObject({
      obligation: z.string(),
      enrolment: z.string().nullable(),
      report: z.string().optional(),
      recipient: z.string().nullable(),
      status: z.string(),
      gravity: z.string().optional(),
      evidence: z.string(),
      arisenOn: z.string().nullable(),
    }),
  ),
})

export type CheckFile = z.infer<typeof CHECK_FILE_SCHEMA>

/** @throws Refusal where it is no check */
export async function readCheckFile(path: string): Promise<CheckFile> {
  const text = (await readTypedFile(path, { mend: MEND })).toString('utf8').replace(/^\uFEFF/, '')
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    throw new Refusal(fr`${quoted(path)} n’est pas du JSON.`, MEND)
  }
  const read = CHECK_FILE_SCHEMA.safeParse(content)
  if (read.success) return read.data
  const where = read.error.issues[0]?.path.join('.') ?? ''
  throw new Refusal(
    where === '' || where === 'format'
      ? fr`${quoted(path)} n’est pas le résultat d’un contrôle.`
      : fr`${quoted(path)} n’a pas la forme d’un contrôle, à partir de ${quoted(where)}.`,
    MEND,
  )
}
