import { readFiles } from '../../src/training/read-project.ts'
import { generatedProject } from './generated-project.ts'
import type { BenchOptions } from './run.ts'

const intents = 1000
const stories = 10_000
const rounds = 3

/**
 * How long reading and validating a large project takes: the best of a few rounds, and the first. On
 * a busy machine the CPU's seconds tell more than the clock's.
 */
export async function run({ json }: BenchOptions): Promise<void> {
  const files = generatedProject(intents, stories)
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0)
  const seconds: number[] = []
  const cpu: number[] = []
  let findings = 0
  for (let round = 0; round < rounds; round++) {
    const start = process.hrtime.bigint()
    const used = process.cpuUsage()
    findings = readFiles(files).findings.length
    seconds.push(Number(process.hrtime.bigint() - start) / 1e9)
    const { user, system } = process.cpuUsage(used)
    cpu.push((user + system) / 1e6)
  }
  const result = {
    intents,
    stories,
    megabytes: Number((bytes / 1e6).toFixed(1)),
    findings,
    seconds: Number(Math.min(...seconds).toFixed(2)),
    cpuSeconds: Number(Math.min(...cpu).toFixed(2)),
    firstSeconds: Number(seconds[0]!.toFixed(2)),
  }
  console.log(json ? JSON.stringify(result) : result)
  await Promise.resolve()
}
