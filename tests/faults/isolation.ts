import { apiRoutes } from '../../src/server/api/api-routes.ts'
import { deskApiRoutes } from '../../src/server/desk-api-routes.ts'
import { studioApiRoutes } from '../../src/server/studio-routes.ts'
import { showProgress } from '../../src/progress.ts'
import { isolationMatrix } from './isolation/matrix.ts'
import { plantsOf } from './isolation/planted.ts'

/**
 * Calls every route of /api/v1, /api/desk and /api/studio and the live line as every role, at the desk and with
 * a key, and as nobody, for records that are their own, their team's and others'; then once more
 * for each check, taken out. `--without-plants` leaves the latter. False when anything leaks that
 * must not, or a check that is gone is not noticed.
 */
export async function isolation(args: readonly string[]): Promise<boolean> {
  const routes = { api: apiRoutes, desk: deskApiRoutes(), studio: studioApiRoutes }
  const plants = args.includes('--without-plants') ? [] : plantsOf(routes)
  const progress = showProgress()
  const faults: string[] = []
  let [calls, frames, leaks, noticed] = [0, 0, 0, 0]
  for (const agentsSee of ['all', 'team', 'own'] as const) {
    const found = await isolationMatrix({
      routes,
      agentsSee,
      onProgress: (done, total) => progress.show({ stage: `agents see ${agentsSee}`, done, total }),
    })
    calls += found.calls
    frames += found.frames
    leaks += found.leaks.length
    faults.push(...found.leaks.map((leak) => `AGENTS_SEE=${agentsSee}: ${leak}`))
    faults.push(...found.unreached.map((name) => `nobody got through to ${name}`))
  }
  for (const [done, { name, plant, ...options }] of plants.entries()) {
    progress.show({ stage: 'checks taken out', done, total: plants.length })
    const putBack = plant?.()
    const found = await isolationMatrix({ withLive: false, agentsSee: 'own', ...options })
    putBack?.()
    if (found.leaks.length > 0) noticed++
    else faults.push(`not noticed: ${name}`)
  }
  progress.end()
  for (const fault of faults.slice(0, 100)) console.log(fault)
  const count = Object.values(routes).flat().length
  console.log(
    `${count} routes, ${calls} calls, ${frames} frames, ${leaks} leaks, ${plants.length} checks taken out, ${noticed} noticed`,
  )
  return faults.length === 0
}
