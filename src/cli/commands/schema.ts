// `i12 schema`: the JSON Schema of a file that people write, for their editor.
import { fr, listed, quoted } from '../../kernel/french.js'
import type { Command } from '../command.js'
import { printResult } from '../deliver.js'
import { UsageError } from '../usage-error.js'

export const schema: Command = {
  arguments: [
    {
      syntax: '[nom]',
      description: fr`i12, procedure, mesures, check… ; sans lui, la liste`,
      values: async () => (await import('../../app/json-schemas.js')).SCHEMAS.map(({ name }) => name),
    },
  ],
  formats: [],
  omits: ['--workspace', '--shared', '--as-of', '--browser', '--no-input'],
  examples: ['i12 schema procedure', 'i12 schema i12 -o i12.schema.json'],
  async run(invocation, io) {
    const { findSchema, jsonSchemaOf, SCHEMAS } = await import('../../app/json-schemas.js')
    const [name] = invocation.arguments
    if (name === undefined) {
      const width = Math.max(...SCHEMAS.map((entry) => entry.name.length))
      const lines = SCHEMAS.map((entry) => `${entry.name.padEnd(width)}  ${entry.summary}\n`)
      await printResult(lines, 'schemas', invocation, io)
      return 0
    }
    const entry = findSchema(name)
    if (entry === null) {
      const names = SCHEMAS.map((known) => known.name)
      throw new UsageError(
        fr`aucun schéma ne s’appelle ${quoted(name)}.`,
        fr`« i12 schema » suivi de ${listed(names, 'ou')}`,
      )
    }
    await printResult([jsonSchemaOf(entry)], `${entry.name}.schema.json`, invocation, io)
    return 0
  },
}
