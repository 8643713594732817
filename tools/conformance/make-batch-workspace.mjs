// A workspace with many papers to make and names that break layouts: long ones, other scripts, marks of direction.
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeWorkspace } from '../../bench/make-workspace.mjs'

/** Family name and first name; every character is one that the shipped fonts have. */
const NAMES = [
  ['Vérité', 'Églantine'],
  ['Ñúñez-Øster & fils <b>', "D'Oùlàlà"],
  ['Ωραίος', 'Ξένια'],
  ['Щукина', 'Ольга'],
  ['Nguyễn', 'Thị Ánh Tuyết'],
  ['الحديقة', 'ليلى'],
  ['Basalte'.repeat(25), 'Capucine'.repeat(22)],
  ['Łąka', 'Žofie'],
]

/** @returns {string} the folder of the workspace */
export function makeBatchWorkspace(cache, folder) {
  cpSync(makeWorkspace(cache, { enrolments: 700, actions: 900 }), folder, { recursive: true })
  const learners = join(folder, 'exports/apprenants.csv')
  const [header, ...rows] = readFileSync(learners, 'utf8').trimEnd().split('\n')
  const renamed = rows.map((row, at) => {
    const [number, , , ...rest] = row.split(';')
    const [family, first] = NAMES[at % NAMES.length]
    return [number, family, first, ...rest].join(';')
  })
  writeFileSync(learners, `${[header, ...renamed].join('\n')}\n`)
  const configuration = join(folder, 'i12.yaml')
  writeFileSync(
    configuration,
    readFileSync(configuration, 'utf8').replace(
      '  sites:',
      '  adresse: 12 rue des Oliviers, 06000 Nice\n  signataire: { nom: Claire Martin, qualite: Directrice }\n  sites:',
    ),
  )
  return folder
}
