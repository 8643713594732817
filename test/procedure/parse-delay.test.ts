import { describe, expect, it } from 'vitest'
import { formatDelay } from '../../src/procedure/format-delay.js'
import { parseDelay } from '../../src/procedure/parse-delay.js'

describe('parseDelay', () => {
  it.each([
    ['2 jours ouvrés', 2, 'workingDays'],
    ['2 jours ouvres', 2, 'workingDays'],
    ['1 jour ouvré', 1, 'workingDays'],
    ['10 Jours  Ouvrés', 10, 'workingDays'],
    ['3 jours ouvrables', 3, 'businessDays'],
    ['1 jour', 1, 'days'],
    ['3 jours calendaires', 3, 'days'],
    ['0 jour', 0, 'days'],
    ['48 h', 48, 'hours'],
    ['48h', 48, 'hours'],
    ['48 heures', 48, 'hours'],
    ['1 heure', 1, 'hours'],
    ['30 min', 30, 'minutes'],
    ['30 minutes', 30, 'minutes'],
    ['2 semaines', 2, 'weeks'],
    ['6 mois', 6, 'months'],
    ['2\u00a0jours', 2, 'days'],
    ['sans délai', 0, 'days'],
    ['Sans  delai', 0, 'days'],
    ['le jour même', 0, 'days'],
    ['immédiatement', 0, 'days'],
    ['J+0', 0, 'days'],
    ['J+3', 3, 'days'],
    ['j + 10', 10, 'days'],
    ['J+2 ouvrés', 2, 'workingDays'],
    ['J+2 jours ouvrés', 2, 'workingDays'],
  ])('reads %s', (text, amount, unit) => {
    expect(parseDelay(text)).toEqual({ delay: { amount, unit }, problem: null })
  })

  it.each([
    ['2 jour ouvrée', 'unit', '2\u00a0jours ouvrés'],
    ['2 jours ouvrée', 'unit', '2\u00a0jours ouvrés'],
    ['3 jours ouvrable', 'unit', '3\u00a0jours ouvrables'],
    ['1 moi', 'unit', '1\u00a0mois'],
    ['2 lunes', 'unit', null],
    ['-2 jours', 'negative', '2\u00a0jours'],
    ['-2 jours ouvrés', 'negative', '2\u00a0jours ouvrés'],
    ['+2 jours', 'form', '2\u00a0jours'],
    ['1,5 jour', 'fraction', null],
    ['2', 'form', null],
    ['deux jours', 'form', null],
    ['', 'form', null],
    ['jours', 'form', null],
    ['2 -jours', 'unit', '2\u00a0jours'],
    ['99999999999 jours', 'tooLong', null],
  ])('refuses %s (%s)', (text, problem, suggestion) => {
    const parsed = parseDelay(text)
    expect(parsed.problem).toBe(problem)
    const readings = parsed.problem === null ? [] : parsed.readings
    expect(readings.map(formatDelay)).toEqual(suggestion === null ? [] : [suggestion])
  })

  it.each([
    ['48 h ouvrées', ['2\u00a0jours ouvrés', '48\u00a0heures']],
    ['24 heures ouvrées', ['1\u00a0jour ouvré', '24\u00a0heures']],
    ['72h ouvrables', ['3\u00a0jours ouvrables', '72\u00a0heures']],
  ])('refuses %s, with its two readings', (text, readings) => {
    const parsed = parseDelay(text)
    expect(parsed.problem === null ? [] : parsed.readings.map(formatDelay)).toEqual(readings)
  })
})
