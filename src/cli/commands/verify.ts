import { readExpectedSigners } from '../../app/expected-signers.js'
import { TOOL_VERSION } from '../../app/tool-version.js'
import { type Verification, verifyFile } from '../../app/verify-file.js'
import { isSignedByOneOf } from '../../seal/expected-signer.js'
import type { Command } from '../command.js'
import { printResult } from '../deliver.js'
import { isPackIntact, packVerificationJson, packVerificationText } from '../present/pack-verification.js'
import { paintFor } from '../present/paint.js'
import { isDocumentIntact, verificationJson } from '../present/verification-json.js'
import { verificationText } from '../present/verification-text.js'
import { progressOn } from '../progress.js'

/** Says whether a signed document or a pack is intact, who signed it, when, and what changed since. */
const command: Command = {
  arguments: [
    { syntax: '<fichier>', description: 'PDF signé, ou dossier de preuves (.zip, dossier, manifeste.json)' },
  ],
  formats: ['text', 'json'],
  options: [
    {
      flags: '--certificate <fichier>',
      description: 'certificat du signataire attendu (PEM) : aucun autre ne convient',
    },
  ],
  examples: [
    'i12 verify sorties/attestations/2026-001.pdf',
    'i12 verify --certificate organisme.pem attestation.pdf',
    'i12 verify --format json attestation.pdf',
    'i12 verify preuves-indicateur-12-2026-11-30.zip',
  ],
  async run(invocation, io) {
    const [file = ''] = invocation.arguments
    const certificate = invocation.text('certificate')
    const expected = certificate === null ? null : await readExpectedSigners(certificate)
    const progress = progressOn(io, invocation, 'Fichiers')
    const verification = await verifyFile(file, progress.show).finally(progress.end)
    const isExpected = expected === null ? null : isSignedByOneOf(signaturesOf(verification), expected)
    const paint = paintFor(invocation.hasColor.out)
    const isJson = invocation.format === 'json'
    let text: string
    if (verification.kind === 'pdf') {
      text = isJson
        ? verificationJson(file, TOOL_VERSION, verification.pdf, isExpected)
        : verificationText(file, verification.pdf, paint, isExpected)
    } else {
      text = isJson
        ? packVerificationJson(file, TOOL_VERSION, verification.pack, isExpected)
        : packVerificationText(file, verification.pack, paint, isExpected)
    }
    await printResult([text], 'verification', invocation, io)
    const isIntact =
      verification.kind === 'pdf' ? isDocumentIntact(verification.pdf) : isPackIntact(verification.pack)
    return isIntact && isExpected !== false ? 0 : 1
  },
}

function signaturesOf(verification: Verification): Parameters<typeof isSignedByOneOf>[0] {
  if (verification.kind === 'pdf') return verification.pdf.signatures
  const { pack } = verification
  // A seal that holds around files that changed says nothing of them.
  return pack.signature === null ? [] : [{ isIntact: isPackIntact(pack), signer: pack.signature.signer }]
}

export default command
