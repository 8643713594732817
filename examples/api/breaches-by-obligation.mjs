// How many breaches each obligation has, from another program: node examples/api/breaches-by-obligation.mjs FOLDER [DAY]
import { check } from 'i12'

const [workspace = '.', asOf] = process.argv.slice(2)
const { verdicts, obligations } = await check({ workspace, ...(asOf === undefined ? {} : { asOf }) })

for (const { id, title } of obligations) {
  const breaches = verdicts.filter(
    ({ obligation, status, evidence }) =>
      obligation === id && (status === 'late' || status === 'missing' || evidence === 'absent'),
  )
  console.log(`${breaches.length}\t${id}\t${title}`)
}
