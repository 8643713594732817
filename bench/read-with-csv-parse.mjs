// The reference: csv-parse alone, rows as arrays, over the files given. Nothing is kept.
import { createReadStream } from 'node:fs'
import { parse } from 'csv-parse'

let rows = 0
for (const file of process.argv.slice(2)) {
  await new Promise((resolve, reject) => {
    createReadStream(file)
      .pipe(parse({ delimiter: ';' }))
      .on('data', () => {
        rows += 1
      })
      .on('end', resolve)
      .on('error', reject)
  })
}
process.stdout.write(`${rows}\n`)
