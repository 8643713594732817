import { describe, expect, it } from 'vitest'
import { EnvironmentFailure, Refusal } from '../../src/kernel/failure.js'
import { withBreaksInLongWords } from '../../src/render/break-long-words.js'
import { contrast, parseColour } from '../../src/render/colours.js'
import { renderBody, renderDocument } from '../../src/render/html.js'
import { examplePage, exampleTable, HOSTILE_NAMES, overridesOf } from './example-page.js'

async function failureOf(text: string, view: object = {}): Promise<Error & { mend?: string }> {
  try {
    await renderBody('essai', view, overridesOf(text))
  } catch (error) {
    return error as Error & { mend: string }
  }
  throw new Error('nothing was refused')
}

describe('renderDocument', () => {
  it('keeps the same page for the same view', async () => {
    const { template, view, overrides } = examplePage({ rows: 12 })
    expect(await renderBody(template, view, overrides ?? null)).toMatchSnapshot()
  })

  it('makes one page that is complete in itself', async () => {
    const page = await renderDocument(examplePage({ rows: HOSTILE_NAMES.length }))
    expect(page).toBe(await renderDocument(examplePage({ rows: HOSTILE_NAMES.length })))
    expect(page).not.toContain('<script')
    expect(page).not.toContain('onerror=alert(1)>')
    expect(page).not.toMatch(/(?:src|href)="(?!data:|#)/)
    expect(page).not.toMatch(/url\((?!data:)/)
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(page).toContain('<html lang="fr">')
    expect(page.match(/<\/style>/g)).toHaveLength(1)
    expect(page).toContain("default-src 'none'")
  })

  it('takes out what turns the direction of a line or is not printable', async () => {
    const page = await renderDocument(examplePage({ rows: HOSTILE_NAMES.length }))
    expect(page).toContain('>Jean Dupont')
    expect(page).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
  })

  it('embeds the Arabic font only where it is needed', async () => {
    const withArabic = await renderDocument(examplePage({ rows: HOSTILE_NAMES.length }))
    const without = await renderDocument(examplePage({ rows: 2 }))
    expect(withArabic.match(/@font-face/g)).toHaveLength(4)
    expect(without.match(/@font-face/g)).toHaveLength(2)
  })

  it('says what an empty table holds', async () => {
    const body = await renderBody('essai', { table: exampleTable(0) }, overridesOf('{{> tableau table}}'))
    expect(body).not.toContain('<table')
    expect(body).toContain('Aucune obligation.')
  })

  it('gives templates the logo as data', async () => {
    const page = await renderDocument({
      ...examplePage(),
      overrides: overridesOf('{{#if logo}}<img src="{{logo}}" alt="">{{/if}}'),
      logo: { mediaType: 'image/png', bytes: new Uint8Array([1, 2, 3]) },
    })
    expect(page).toContain('<img src="data:image/png;base64,AQID" alt="">')
  })
})

describe('a template that cannot be used', () => {
  it.each([
    ['an unknown field', 'a\n  {{nom_du_client}}', 'modeles/essai.hbs:2:5', 'nom_du_client'],
    ['an unknown field in if', 'a\n {{#if nome}}x{{/if}}', 'modeles/essai.hbs:2:2', 'nome'],
    ['an unknown field in each', '{{#each nome}}x{{/each}}', 'modeles/essai.hbs:1:1', 'nome'],
    ['a field of a text', 'a\n{{nom.prenom}}', 'modeles/essai.hbs:2:6', 'prenom'],
    ['an unescaped field', 'a {{{nom}}}', 'modeles/essai.hbs:1:3', 'sans l’échapper'],
    ['an unescaped field, other writing', '{{&nom}}', 'modeles/essai.hbs:1:1', 'sans l’échapper'],
    ['a function', '{{lookup nom 1}}', 'modeles/essai.hbs:1:1', 'appeler de fonction'],
    ['an unknown block', '{{#repeat nom}}x{{/repeat}}', 'modeles/essai.hbs:1:1', 'repeat'],
    ['a script', 'a\n<script>1</script>', 'modeles/essai.hbs:2:1', 'script'],
    ['an event handler', '<p onclick="x()">', 'modeles/essai.hbs:1:1', 'gestionnaire'],
    [
      'an address on the network',
      '<img src="https://exemple.fr/a.png">',
      'modeles/essai.hbs:1:6',
      'extérieure',
    ],
    ['an address on the disk', '<img src=file:///etc/passwd>', 'modeles/essai.hbs:1:6', 'extérieure'],
    [
      'an address in a style',
      '<style>a{background:url("//x/y")}</style>',
      'modeles/essai.hbs:1:21',
      'extérieure',
    ],
    ['an embedded page', '<iframe src="data:,"></iframe>', 'modeles/essai.hbs:1:1', 'balise'],
    ['a block left open', 'a\n{{#if nom}}', 'modeles/essai.hbs:2:1', 'mal fermée'],
    ['a block closed by another', '{{#if nom}}x{{/each}}', 'modeles/essai.hbs:1:1', 'est fermé par'],
    ['an unknown partial', 'a\n{{> inconnu}}', 'modeles/essai.hbs:2:1', 'inconnu'],
    ['a decorator', '{{#*inline "x"}}a{{/inline}}', 'modeles/essai.hbs:1:1', 'pas permise'],
  ])('is refused at its place: %s', async (_, text, place, words) => {
    const failure = await failureOf(text, { nom: 'x' })
    expect(failure).toBeInstanceOf(Refusal)
    expect(failure.message).toContain(`${place}  `)
    expect(failure.message).toContain(words)
    expect(failure.mend).not.toBe('')
  })

  it('suggests the field that was meant', async () => {
    const failure = await failureOf('{{organisme.signatare}}', { organisme: { signataire: 'x' } })
    expect(failure.mend).toContain('signataire')
  })

  it('names the partial at fault, not the template that calls it', async () => {
    const failure = await failureOf('a\n{{> tableau}}', {
      rows: [1],
      id: 'x',
      columns: [],
      caption: '',
      note: '',
    })
    expect(failure).toBeInstanceOf(EnvironmentFailure)
    expect(failure.message).toContain('templates/partials/tableau.hbs:')
    expect(failure.message).toContain('isTotal')
  })

  it('cannot reach what every object inherits', async () => {
    const body = await renderBody('essai', { x: {} }, overridesOf('[{{x.constructor}}{{x.__proto__}}]'))
    expect(body).toBe('[]')
  })

  it('refuses a style sheet that leaves the page or its element', async () => {
    const styled = (text: string) =>
      renderDocument({
        ...examplePage(),
        overrides: new Map([
          ...(examplePage().overrides ?? []),
          ['styles/organisme.css', { path: 'modeles/styles/organisme.css', text }],
        ]),
      })
    await expect(styled('a{}\n@import "x";')).rejects.toThrow('modeles/styles/organisme.css:2:1')
    await expect(styled('a{}\n</style>')).rejects.toThrow('modeles/styles/organisme.css:2:1')
    expect(await styled('.chiffre{color:red}')).toContain('.chiffre{color:red}')
  })
})

describe('colours of an organisation', () => {
  const coloured = (colours: object) => renderDocument({ ...examplePage(), colours })

  it('replace ours', async () => {
    expect(await coloured({ accent: '#123456' })).toContain('--accent:#123456;')
    expect(await coloured({ accent: '#036' })).toContain('--accent:#003366;')
  })

  it('are refused where they cannot be read on paper, with one that can', async () => {
    const failure = (await coloured({ accent: '#ffcc00' }).catch((error: unknown) => error)) as Refusal
    expect(failure).toBeInstanceOf(Refusal)
    const proposed = /#[0-9a-f]{6}/.exec(failure.mend)?.[0] ?? ''
    await coloured({ accent: proposed })
    await expect(coloured({ warning: 'rouge' })).rejects.toThrow('ne peut pas être lue')
  })

  it('are compared as WCAG does', () => {
    const [black, white, grey] = ['#000', '#ffffff', '767676'].map(parseColour) as [never, never, never]
    expect(contrast(black, white)).toBeCloseTo(21, 5)
    expect(contrast(grey, white)).toBeCloseTo(4.54, 2)
  })
})

describe('words too long for a line', () => {
  it('may break; others, entities, tags and drawings are left alone', () => {
    const word = `${'a'.repeat(20)}&lt;${'b'.repeat(10)}`
    expect(withBreaksInLongWords(`<p title="${'t'.repeat(40)}">un mot ${word}</p>`)).toBe(
      `<p title="${'t'.repeat(40)}">un mot aaaaaaaaaa<wbr>aaaaaaaaaa<wbr>&lt;bbbbbbbbb<wbr>b</p>`,
    )
    const plain = `<p>Anne-${'Sophie-'.repeat(9)} anticonstitutionnellement</p><svg><text>${'x'.repeat(60)}</text></svg>`
    expect(withBreaksInLongWords(plain)).toBe(
      plain.replace('anticonstitutionnellement', 'anticonsti<wbr>tutionnell<wbr>ement'),
    )
    expect(withBreaksInLongWords(`<p>${'𝔸'.repeat(26)}</p>`)).not.toMatch(/[\ud800-\udbff]<wbr>/)
  })
})
