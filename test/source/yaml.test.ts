import { describe, expect, it } from 'vitest'
import { Diagnostics } from '../../src/kernel/diagnostic.js'
import { parseYaml } from '../../src/source/yaml.js'

function parse(text: string | Buffer) {
  const diagnostics = new Diagnostics()
  const yaml = parseYaml('i12.yaml', Buffer.from(text as string), diagnostics)
  const said = diagnostics.all.map(({ kind, place, field, related }) => {
    const { line, column } = place.locate()
    return {
      code: kind.code,
      at: `${line}:${column}`,
      field,
      related: related?.map((other) => other.locate().line),
    }
  })
  return { yaml, said }
}

const at = (place: { locate(): { line: number; column: number } } | undefined) => {
  const { line, column } = place?.locate() ?? { line: 0, column: 0 }
  return `${line}:${column}`
}

describe('parseYaml', () => {
  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
  ])('places keys and values after accents and a byte order mark (%s)', (_, eol) => {
    const { yaml } = parse(
      ['\ufeff# é𝄞', 'organisme:', '  "été 𝄞": { nom: Été, b: [un, 𝄞, deux] }', 'vide:', ''].join(eol),
    )
    expect(at(yaml?.placeOf(['organisme'], 'key'))).toBe('2:1')
    expect(at(yaml?.placeOf(['organisme', 'été 𝄞', 'nom'], 'key'))).toBe('3:14')
    expect(at(yaml?.placeOf(['organisme', 'ÉTÉ 𝄞', 'nom']))).toBe('3:19')
    expect(at(yaml?.placeOf(['organisme', 'été 𝄞', 'b', 2]))).toBe('3:35')
    expect(at(yaml?.placeOf(['organisme', 'absent', 'b', 2]))).toBe('2:1')
    expect(at(yaml?.placeOf(['vide']))).toBe('4:1')
    expect(yaml?.placeOf(['organisme', 'été 𝄞', 'nom']).excerpt()).toEqual({
      text: '  "été 𝄞": { nom: Été, b: [un, 𝄞, deux] }',
      start: 18,
      width: 3,
    })
  })

  it('keeps the text of a scalar as typed', () => {
    const { yaml } = parse('version: 04\nb: &x 1.10\nc: *x\n')
    expect(yaml?.textAt(['version'])).toBe('04')
    expect(yaml?.textAt(['c'])).toBe('1.10')
    expect(yaml?.textAt(['d'])).toBe(null)
  })

  it('refuses a key written twice and shows where it first stands', () => {
    expect(parse('a:\n  b: 1\n  c: 2\n  b: 3\n')).toEqual({
      yaml: null,
      said: [{ code: 'YAML-CLE-EN-DOUBLE', at: '4:3', field: 'b', related: [2] }],
    })
  })

  it.each([
    ['a: "b\n', '2:1'],
    ['a: [1, 2\nb: 3\n', '2:1'],
    ['a:\n\tb: 1\n', '2:1'],
    ['a: b: c\n', '1:4'],
    ['a: @x\n', '1:4'],
  ])('reports a syntax error of %j at its place', (text, place) => {
    const { yaml, said } = parse(text)
    expect(yaml).toBe(null)
    expect(said[0]).toMatchObject({ code: 'YAML-SYNTAXE', at: place })
  })

  it('refuses aliases that multiply', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]']
    for (let level = 1; level < 9; level++) {
      const [name, before] = [String.fromCharCode(97 + level), String.fromCharCode(96 + level)]
      bomb.push(`${name}: &${name} [${Array(9).fill(`*${before}`).join(', ')}]`)
    }
    expect(parse(bomb.join('\n')).said).toEqual([expect.objectContaining({ code: 'YAML-ANCRES', at: '2:8' })])
  })
})
