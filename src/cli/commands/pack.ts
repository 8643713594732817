// `i12 pack`: the evidence in hand, as one ZIP or one folder, written whole or not at all.
import type { PackFormat } from '../../app/make-pack.js'
import type { PackRequest } from '../../evidence/pack-choice.js'
import { counted, fr, quoted } from '../../kernel/french.js'
import { formatIsoDate } from '../../kernel/local-date.js'
import type { Command, Invocation } from '../command.js'
import { deliver } from '../deliver.js'
import { progressOn } from '../progress.js'
import { sayNewKey } from '../say-new-key.js'
import { SEALING_OPTIONS, sealingOf } from '../sealing-of.js'
import { UsageError } from '../usage-error.js'

export const pack: Command = {
  formats: ['zip', 'folder'],
  writes: (format) => (format === 'folder' ? 'several' : 'archive'),
  options: [
    {
      flags: '--cases <dossiers>',
      description: 'ces dossiers seuls, séparés par des virgules',
      isRepeatable: true,
    },
    { flags: '--sample <nombre>', description: 'un échantillon de ce nombre de dossiers' },
    { flags: '--seed <graine>', description: 'graine de l’échantillon\u202f; la date d’arrêté par défaut' },
    { flags: '--measure <id>', description: 'les preuves de cette mesure' },
    {
      flags: '--obligation <id>',
      description: 'les dossiers où cette obligation est née, et les preuves de ses actes',
    },
    { flags: '--with-exports', description: 'joindre les exports, i12.yaml, la procédure et les mesures' },
    ...SEALING_OPTIONS.map((option) =>
      option.flags === '--sign'
        ? { ...option, description: 'sceller l’archive (ASiC-E, CAdES B, ou T avec « --tsa »)' }
        : option,
    ),
    { flags: '--pseudonymise', description: 'des codes pour les noms et les numéros, sans les pièces' },
  ],
  examples: [
    'i12 pack -C mon-dossier --as-of 2026-11-30',
    'i12 pack --sample 8 --seed audit-2026 -o remise/',
    'i12 pack --cases A-0042,A-0057 --format folder',
  ],
  async run(invocation, io) {
    const isPseudonymised = invocation.flag('pseudonymise')
    if (isPseudonymised && invocation.flag('withExports')) {
      throw new UsageError(
        '« --with-exports » ne va pas avec « --pseudonymise »\u202f: les exports nomment les personnes.',
      )
    }
    if (invocation.format === 'folder' && invocation.flag('sign')) {
      throw new UsageError(
        '« --sign » scelle l’archive, et « --format folder » n’en fait pas.',
        'Retirez « --format folder », ou « --sign ».',
      )
    }
    const size = sizeOf(invocation)
    const { dossierOrExit } = await import('../dossier-or-exit.js')
    const dossier = await dossierOrExit(invocation, io)
    if (dossier === null) return 2
    const { makePack } = await import('../../app/make-pack.js')
    const progress = progressOn(io, invocation, 'Dossiers')
    const made = await makePack(dossier, {
      format: invocation.format as PackFormat,
      request: await requestOf(dossier, size, invocation),
      hasExports: invocation.flag('withExports'),
      isPseudonymised,
      sealing: await sealingOf(invocation, io, dossier.workspace.organisation.name),
      browser: invocation.browser,
      onProgress: progress.show,
    })
    const sealed = invocation.format === 'folder' ? [made.name] : []
    await deliver(made.files, invocation, io, dossier.workspace.root, sealed).finally(progress.end)
    if (!invocation.isQuiet) {
      io.err(
        fr`${counted(made.cases, 'dossier', 'dossiers')}, ${counted(made.pieces, 'pièce jointe', 'pièces jointes')}, ${counted(made.left.length, 'preuve citée qui n’y est pas', 'preuves citées qui n’y sont pas')} (« left » de manifeste.json dit pourquoi).\n`,
      )
      if (made.hasNewKey) await sayNewKey(io)
    }
    return 0
  },
}

function sizeOf(invocation: Invocation): number | null {
  const text = invocation.text('sample')
  if (text === null) {
    if (invocation.text('seed') !== null) throw new UsageError('« --seed » va avec « --sample ».')
    return null
  }
  if (invocation.texts('cases').length > 0) {
    throw new UsageError('« --cases » et « --sample » ne vont pas ensemble.', 'Gardez l’un des deux.')
  }
  const size = Number(text)
  if (Number.isInteger(size) && size >= 1) return size
  throw new UsageError(
    fr`le nombre ${quoted(text)} de ${quoted('--sample')} ne convient pas.`,
    'Écrivez un nombre entier, 1 au moins.',
  )
}

type Dossier = NonNullable<Awaited<ReturnType<typeof import('../dossier-or-exit.js').dossierOrExit>>>

/** @throws Refusal where a case, a measure or an obligation is not known */
async function requestOf(
  dossier: Dossier,
  size: number | null,
  invocation: Invocation,
): Promise<PackRequest> {
  const { findCase } = await import('../../app/find-case.js')
  const { findMeasure, findObligation } = await import('../../app/find-asked.js')
  const numbers = invocation
    .texts('cases')
    .flatMap((text) => text.split(','))
    .map((text) => text.trim())
  const measure = invocation.text('measure')
  const obligation = invocation.text('obligation')
  return {
    cases: numbers.length === 0 ? null : numbers.filter(Boolean).map((number) => findCase(dossier, number)),
    sample: size === null ? null : { size, seed: invocation.text('seed') ?? formatIsoDate(dossier.asOf) },
    measure: measure === null ? null : findMeasure(dossier, measure),
    obligation: obligation === null ? null : findObligation(dossier, obligation),
  }
}
