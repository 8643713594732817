// Search and filter in a page that is whole without them.
const filter = document.getElementById('filtre')
const fields = Array.from(filter.querySelectorAll('[name]'))
const count = document.getElementById('compte')
const cases = Array.from(document.querySelectorAll('details.dossier'))
const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
const texts = new Map(cases.map((item) => [item, plain(item.textContent)]))
const total = count.textContent
function apply() {
  const asked = new Map(fields.map((field) => [field.name, field.value]))
  const words = plain(asked.get('texte')).split(/\s+/).filter(Boolean)
  const obligation = asked.get('obligation')
  let shown = 0
  for (const item of cases) {
    const isShown =
      words.every((word) => texts.get(item).includes(word)) &&
      ['site', 'formation', 'etat', 'constat'].every(
        (key) => !asked.get(key) || item.dataset[key] === asked.get(key),
      ) &&
      (!obligation || item.dataset.obligations.includes(` ${obligation} `))
    item.hidden = !isShown
    if (isShown) shown += 1
  }
  count.textContent = shown === cases.length ? total : `${shown} sur ${total}`
}
function open() {
  const target =
    document.getElementById(location.hash.slice(1)) ||
    document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (target && target.matches('details')) target.open = true
}
filter.hidden = false
filter.addEventListener('input', apply)
document.getElementById('tout').addEventListener('click', () => {
  for (const field of fields) field.value = ''
  apply()
})
addEventListener('hashchange', open)
open()
