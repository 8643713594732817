// What the verification of a pack found, in words and as JSON.
import type { PackVerification } from '../../app/verify-pack.js'
import { counted, formatDate, fr, listed } from '../../kernel/french.js'
import { parseIsoDate } from '../../kernel/local-date.js'
import type { Paint } from './paint.js'
import { certificateOf, isoOf } from './verification-json.js'
import { signerLines } from './verification-text.js'
import { FAULT_SENTENCES } from './verification-words.js'

/** Every file is there, none has changed, none was added, and the seal holds where there is one. */
export function isPackIntact({ isReadable, added, missing, changed, signature }: PackVerification): boolean {
  const differences = added.length + missing.length + changed.length
  return isReadable && differences === 0 && (signature === null || signature.faults.length === 0)
}

export function packVerificationText(
  file: string,
  pack: PackVerification,
  paint: Paint,
  isExpected: boolean | null,
): string {
  if (!pack.isReadable)
    return `${file}\n  ${paint('red', 'illisible')}   cette archive est abîmée ou tronquée\n`
  const lines = [file]
  const { header, added, missing, changed, signature } = pack
  if (header !== null) {
    const day = parseIsoDate(header.asOf)
    lines.push(
      fr`  dossier de preuves, ${header.organisation}, arrêté au ${day === null ? header.asOf : formatDate(day)}${header.pseudonymised ? ', pseudonymisé' : ''}`,
    )
  }
  if (added.length + missing.length + changed.length === 0) {
    lines.push(
      fr`  ${paint('green', 'intact')}     ${counted(header?.files ?? 0, 'fichier', 'fichiers')}, aucun ajouté, aucun manquant, aucun changé`,
    )
  }
  for (const path of missing) lines.push(`  ${paint('red', 'manque')}     ${path}`)
  for (const { path, against } of changed) {
    const why = against.length === 0 ? '' : fr` (n’est plus ce que dit ${listed(against)})`
    lines.push(`  ${paint('red', 'changé')}     ${path}${why}`)
  }
  for (const path of added) lines.push(`  ${paint('red', 'ajouté')}     ${path}`)
  if (signature !== null) {
    lines.push(
      '',
      fr`  sceau : ` + (signature.faults.length === 0 ? paint('green', 'intact') : paint('red', 'rompu')),
    )
    for (const fault of signature.faults) lines.push(`    ${'constat'.padEnd(11)} ${FAULT_SENTENCES[fault]}`)
    lines.push(...signerLines({ ...signature, signedOn: null }))
  } else if (pack.isSealElsewhere) {
    lines.push(
      fr`  sceau      dans l’archive .zip dont vient ce dossier : vérifiez-la pour savoir qui l’a scellé`,
    )
  } else if (isPackIntact(pack)) {
    lines.push(fr`  sceau      aucun : ces listes montrent que le dossier est cohérent, non qui l’a fait`)
  }
  if (isExpected === true)
    lines.push(fr`  ${paint('green', 'signataire attendu')}   le certificat donné a signé`)
  if (isExpected === false) {
    lines.push(fr`  ${paint('red', 'autre signataire')}   le certificat donné n’a pas signé ce dossier`)
  }
  return `${lines.join('\n')}\n`
}

/** `i12/verify/1`: the verification of a pack for programs. */
export function packVerificationJson(
  file: string,
  tool: string,
  pack: PackVerification,
  isExpected: boolean | null,
): string {
  const { isReadable, header, added, missing, changed, signature } = pack
  const document = {
    format: 'i12/verify/1',
    tool,
    file,
    kind: 'pack',
    isReadable,
    isIntact: isPackIntact(pack),
    isExpectedSigner: isExpected,
    pack: header,
    added,
    missing,
    changed: changed.map(({ path }) => path),
    seal:
      signature === null
        ? null
        : {
            isIntact: signature.faults.length === 0,
            faults: signature.faults,
            claimedSigningTime: isoOf(signature.claimedTime),
            timestamp:
              signature.timestamp === null
                ? null
                : {
                    time: isoOf(signature.timestamp.time),
                    authority: certificateOf(signature.timestamp.authority),
                  },
            signer: signature.signer === null ? null : certificateOf(signature.signer),
            chain: signature.chain.map(certificateOf),
          },
  }
  return `${JSON.stringify(document, null, 2)}\n`
}
