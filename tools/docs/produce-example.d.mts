import type { buildDossier } from '../../src/app/build-dossier.js'
import type { CheckResult } from '../../src/app/dossier.js'
import type { diagnosticText } from '../../src/cli/present/diagnostic-text.js'
import type { Diagnostic } from '../../src/kernel/diagnostic.js'
import type { parseIsoDate } from '../../src/kernel/local-date.js'

export type FileContent =
  | string
  | null
  | { copie: string }
  | { base64: string }
  | { latin1: string }
  | { demesure: string }
export type Files = Readonly<Record<string, FileContent>>

export function writeWorkspace(base: Files, files: Files): string
export function produceExample(
  program: {
    buildDossier: typeof buildDossier
    diagnosticText: typeof diagnosticText
    parseIsoDate: typeof parseIsoDate
  },
  base: Files,
  one: { code: string; fichiers: Files },
): Promise<{ text: string | null; result: CheckResult; diagnostic: Diagnostic | undefined }>
