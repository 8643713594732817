// Judges written in Java, fetched once from Maven into the cache. May not fetch anything else.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @param judge `{ name, dependencies: [[group, artifact, version]] }`
 * @returns the folder of the jars, or null where neither Java nor Maven can give them
 */
export function fetchFromMaven(run, cache, { name, dependencies }) {
  const folder = join(cache, name)
  if (run('java', ['-version']) === null) return null
  const jars = join(folder, 'jars')
  if (existsSync(join(folder, '.complete'))) return jars
  mkdirSync(folder, { recursive: true })
  const listed = dependencies.map(
    ([group, artifact, version]) =>
      `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`,
  )
  writeFileSync(
    join(folder, 'pom.xml'),
    `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>judges</groupId><artifactId>judge</artifactId><version>1</version><packaging>pom</packaging><dependencies>${listed.join('')}</dependencies></project>`,
  )
  const fetched = run('mvn', ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=jars'], {
    cwd: folder,
    timeout: 300_000,
  })
  if (fetched === null || fetched.code !== 0) return null
  writeFileSync(join(folder, '.complete'), '')
  return jars
}
