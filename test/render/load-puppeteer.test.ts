import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { temporaryWorkspace } from '../support/temporary-workspace.js'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Loads puppeteer as a program that a person starts in `folder`. */
function loadIn(folder: string): string {
  const module = JSON.stringify(join(root, 'dist/render/load-puppeteer.js'))
  const script = `import { loadPuppeteer } from ${module}
    process.stdout.write(typeof loadPuppeteer().launch + ' in ' + process.cwd())`
  return execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: folder,
    encoding: 'utf8',
  })
}

describe('puppeteer', () => {
  it.each(['.puppeteerrc.cjs', 'puppeteer.config.cjs'])('never runs a %s of the workspace', async (name) => {
    const folder = await temporaryWorkspace({
      [name]: "require('node:fs').writeFileSync(require('node:path').join(__dirname, 'ran'), '')",
    })
    expect(loadIn(folder)).toBe(`function in ${folder}`)
    expect(existsSync(join(folder, 'ran'))).toBe(false)
  })

  it('downloads no browser when i12 is installed, and the file that says so is shipped', () => {
    const { files } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    expect(files).toContain('.puppeteerrc.cjs')
    const said = execFileSync(process.execPath, ['install.mjs'], {
      cwd: join(root, 'node_modules/puppeteer'),
      encoding: 'utf8',
      env: { ...process.env, PUPPETEER_SKIP_DOWNLOAD: undefined },
    })
    expect(said).toContain('Skipping downloading browsers')
  })
})
