// The reference: the parsing library alone, every message of a folder one after the other. Nothing is kept.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import PostalMime from 'postal-mime'

const [folder] = process.argv.slice(2)
let addresses = 0
for (const file of readdirSync(folder)) {
  const { to } = await PostalMime.parse(readFileSync(join(folder, file)))
  addresses += to?.length ?? 0
}
process.stdout.write(`${addresses}\n`)
