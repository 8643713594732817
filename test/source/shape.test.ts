import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Diagnostics } from '../../src/kernel/diagnostic.js'
import { readShape } from '../../src/source/shape.js'
import { parseYaml } from '../../src/source/yaml.js'

const schema = z.strictObject({
  reference: z.string(),
  version: z.string().optional(),
  jusque: z.string().optional(),
  gravite: z.enum(['ecart', 'alerte']).optional(),
  consecutives: z.enum(['oui', 'non']).optional(),
  siret: z
    .string()
    .regex(/^\d{14}$/, 'quatorze chiffres')
    .optional(),
  obligations: z
    .array(
      z.strictObject({
        id: z.string(),
        quand: z.strictObject({ absence: z.enum(['injustifiee', 'toute']) }),
      }),
    )
    .optional(),
  sources: z
    .record(z.string(), z.union([z.string(), z.array(z.string()), z.strictObject({ fichier: z.string() })]))
    .optional(),
})

function read(text: string) {
  const diagnostics = new Diagnostics()
  const yaml = parseYaml('procedure.yaml', Buffer.from(text), diagnostics)
  const value = yaml === null ? null : readShape(schema, yaml, diagnostics)
  const said = diagnostics.all.map((item) => {
    const { line, column } = item.place.locate()
    return {
      code: item.kind.code,
      at: `${line}:${column}`,
      field: item.field,
      seen: item.seen,
      mend: item.mend,
      expected: item.expected,
    }
  })
  return { value, said, diagnostics: diagnostics.all }
}

describe('readShape', () => {
  it('reads what only differs in spelling', () => {
    const { value, said } = read(
      'Référence: 12\nversion: 04\njusque:\ngravite: Écart\nconsecutives: true\nobligations:\n  - Id: a\n    quand: { absence: Injustifiée }\n',
    )
    expect(said).toEqual([])
    expect(value).toEqual({
      reference: '12',
      version: '04',
      gravite: 'ecart',
      consecutives: 'oui',
      obligations: [{ id: 'a', quand: { absence: 'injustifiee' } }],
    })
  })

  it('names the nearest known key at the exact unknown key', () => {
    const { said } = read('reference: a\nobligations:\n  - id: x\n    qand: { absence: toute }\n')
    expect(said).toContainEqual(
      expect.objectContaining({
        code: 'CLE-INCONNUE',
        at: '4:5',
        field: 'qand',
        mend: expect.stringContaining('«\u00a0quand\u00a0»'),
      }),
    )
    expect(said).toContainEqual(expect.objectContaining({ code: 'CLE-MANQUANTE', field: 'quand', at: '3:5' }))
  })

  it('names the nearest value of a closed list at the value', () => {
    const { said } = read('reference: a\n"gravite":   ecrat # mot\n')
    expect(said).toEqual([
      expect.objectContaining({
        code: 'VALEUR-HORS-LISTE',
        at: '2:14',
        seen: 'ecrat',
        expected: 'ecart ou alerte',
        mend: expect.stringContaining('ecart'),
      }),
    ])
  })

  it('says a missing key, a wrong kind and our own sentence, all at once', () => {
    const { said } = read(
      'obligations: oui\nsiret: "123"\nsources: { apprenants: 3, relances: [ 5.0 ], absences: { fichie: a.csv } }\n',
    )
    expect(said.map(({ code, at }) => [code, at])).toEqual([
      ['CLE-MANQUANTE', '1:1'],
      ['VALEUR-REFUSEE', '2:8'],
      ['TYPE-INATTENDU', '1:14'],
      ['TYPE-INATTENDU', '3:24'],
      ['CLE-MANQUANTE', '3:46'],
      ['CLE-INCONNUE', '3:58'],
    ])
  })

  it('says that a file is empty', () => {
    expect(read('# rien\n').said).toEqual([expect.objectContaining({ code: 'CLE-MANQUANTE', at: '1:1' })])
  })

  it('lets no English sentence through', () => {
    const { diagnostics } = read('reference: []\nsources: [a]\nobligations: [{id: null}]\n')
    expect(diagnostics.length).toBeGreaterThan(2)
    for (const { message, expected, mend } of diagnostics) {
      expect(`${message} ${expected} ${mend}`).not.toMatch(/Invalid|expected|received|string/)
    }
  })
})
