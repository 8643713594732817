// Where the cited proofs really are, and why some of them cannot be packed. Looks at the disk, reads no content.
import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import type { Naming } from '../documents/naming.js'
import { type Citation, pathsOfCase } from '../evidence/citations.js'
import type { PackChoice } from '../evidence/pack-choice.js'
import type { LeftOut } from '../evidence/pack-manifest.js'
import { pieceName } from '../evidence/packed-name.js'
import type { Piece } from '../evidence/piece.js'
import { fr } from '../kernel/french.js'
import { proofStateOf } from '../procedure/evidence.js'
import type { EvidenceTable } from '../procedure/ledger.js'
import type { Case } from '../register/register.js'
import { proofFaultWords } from '../words/evidence.js'
import { OUT_OF_SCOPE_WORDS } from '../words/values.js'
import { confine, relativePath } from './confine.js'

/** A proof and where its bytes are. */
export interface FoundPiece extends Piece {
  /** Real path, inside the workspace. */
  readonly real: string
  readonly size: number
}

export interface ResolvedProofs {
  readonly pieces: readonly FoundPiece[]
  readonly left: readonly LeftOut[]
}

interface Place {
  readonly root: string
  readonly evidence: EvidenceTable
  /** Where files stand, by the path as the data writes it. */
  readonly files: ReadonlyMap<string, string>
  readonly naming: Naming
}

/** Every citation is either a piece or left out with its reason; two that lead to one file are one piece. */
export async function resolveProofs(
  citations: readonly Citation[],
  choice: Pick<PackChoice, 'leftOut'>,
  place: Place,
): Promise<ResolvedProofs> {
  const { naming, evidence } = place
  const found = new Map<string, { citations: Citation[]; size: number }>()
  const left = new Map<string, LeftOut>()
  const leave = (path: string, reason: string, cases: Iterable<Case>): void => {
    const checked = relativePath(path)
    const plain = 'relative' in checked ? checked.relative : path
    const known = left.get(plain)
    const numbers = [...cases].map(({ enrolment }) => naming.caseNumber(enrolment.id))
    left.set(plain, {
      path: known?.path ?? naming.evidencePath(plain === '' ? path : plain),
      reason: known?.reason ?? reason,
      cases: [...new Set([...(known?.cases ?? []), ...numbers])],
    })
  }
  for (const citation of citations) {
    const { path, cases } = citation
    if (isNumber(citation, evidence)) continue
    const state = proofStateOf(path, evidence)
    if (state !== 'present') {
      leave(path, proofFaultWords(state), cases)
    } else if (naming.isPseudonymised) {
      leave(path, fr`pièce nominative, tenue hors d’un dossier pseudonymisé`, cases)
    } else {
      const file = await findFile(place.root, place.files.get(path) ?? path)
      if (file === null) leave(path, fr`fichier qui ne se lit pas sur ce poste`, cases)
      else
        found.set(file.real, { ...file, citations: [...(found.get(file.real)?.citations ?? []), citation] })
    }
  }
  const packed = new Set(citations.map(({ path }) => path))
  for (const item of choice.leftOut) {
    for (const path of pathsOfCase(item)) {
      if (packed.has(path) || proofStateOf(path, evidence) !== 'present') continue
      const why = item.outOfScope === null ? '' : OUT_OF_SCOPE_WORDS[item.outOfScope].toLocaleLowerCase('fr')
      leave(path, fr`le dossier est hors périmètre : ${why}`, [item])
    }
  }
  const nameOf = (path: string) => place.files.get(path) ?? path
  const pieces = [...found].map(([real, { citations: cited, size }], index) => ({
    number: index + 1,
    path: `data/pieces/${pieceName(index + 1, nameOf(cited[0]?.path ?? ''))}`,
    citations: cited,
    real,
    size,
  }))
  return { pieces, left: [...left.values()] }
}

/** The column « attestation » holds a number as often as a file: a number is no proof that is missing. */
function isNumber({ path, isNumberPerhaps }: Citation, evidence: EvidenceTable): boolean {
  return (
    isNumberPerhaps && proofStateOf(path, evidence) === 'missing' && !/[/\\]|\.[a-z0-9]{2,5}$/i.test(path)
  )
}

/** Null where it went since it was looked at, or where this person may not read it. */
async function findFile(root: string, path: string): Promise<{ real: string; size: number } | null> {
  const place = await confine(root, path)
  if (place.kind !== 'inside') return null
  try {
    await access(place.real, constants.R_OK)
    return { real: place.real, size: (await stat(place.real)).size }
  } catch {
    return null
  }
}
