import { TOOL_VERSION } from '../../app/tool-version.js'
import { verifyFile } from '../../app/verify-file.js'
import type { Command } from '../command.js'
import { printResult } from '../deliver.js'
import { paintFor } from '../present/paint.js'
import { isDocumentIntact, verificationJson } from '../present/verification-json.js'
import { verificationText } from '../present/verification-text.js'

/** Says whether a signed document is intact, who signed it, when, and what changed since. */
const command: Command = {
  arguments: [{ syntax: '<fichier>', description: 'PDF signé' }],
  formats: ['text', 'json'],
  examples: ['i12 verify sorties/attestations/2026-001.pdf', 'i12 verify --format json attestation.pdf'],
  async run(invocation, io) {
    const [file = ''] = invocation.arguments
    const verification = await verifyFile(file)
    const text =
      invocation.format === 'json'
        ? verificationJson(file, TOOL_VERSION, verification)
        : verificationText(file, verification, paintFor(invocation.hasColor.out))
    await printResult([text], 'verification', invocation, io)
    return isDocumentIntact(verification) ? 0 : 1
  },
}

export default command
