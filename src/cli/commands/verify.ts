import { readExpectedSigners } from '../../app/expected-signers.js'
import { TOOL_VERSION } from '../../app/tool-version.js'
import { verifyFile } from '../../app/verify-file.js'
import { isSignedByOneOf } from '../../seal/expected-signer.js'
import type { Command } from '../command.js'
import { printResult } from '../deliver.js'
import { paintFor } from '../present/paint.js'
import { isDocumentIntact, verificationJson } from '../present/verification-json.js'
import { verificationText } from '../present/verification-text.js'

/** Says whether a signed document is intact, who signed it, when, and what changed since. */
const command: Command = {
  arguments: [{ syntax: '<fichier>', description: 'PDF signé' }],
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
  ],
  async run(invocation, io) {
    const [file = ''] = invocation.arguments
    const certificate = invocation.text('certificate')
    const expected = certificate === null ? null : await readExpectedSigners(certificate)
    const verification = await verifyFile(file)
    const isExpected = expected === null ? null : isSignedByOneOf(verification, expected)
    const text =
      invocation.format === 'json'
        ? verificationJson(file, TOOL_VERSION, verification, isExpected)
        : verificationText(file, verification, paintFor(invocation.hasColor.out), isExpected)
    await printResult([text], 'verification', invocation, io)
    return isDocumentIntact(verification) && isExpected !== false ? 0 : 1
  },
}

export default command
