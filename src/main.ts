/** Settings → store → model → server. */
import type { AddressInfo } from 'node:net'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { actionServer } from './actions/action-server.ts'
import { actions } from './actions/actions.ts'
import { campaignParts } from './campaigns/campaign-parts.ts'
import { startCampaigns } from './campaigns/start-campaigns.ts'
import { openDatabase } from './crm/database.ts'
import { loadSample } from './crm/load-sample.ts'
import { makeFolder } from './make-folder.ts'
import { followMove } from './crm/move/follow-move.ts'
import { movable } from './crm/move/movable.ts'
import { readDeclared } from './crm/records/read-declared.ts'
import { keepIndex } from './crm/search/keep-index.ts'
import { factsAsked } from './dialogue/facts.ts'
import { keepChurn } from './insights/keep-churn.ts'
import { Problem } from './problem.ts'
import { showProgress } from './progress.ts'
import { startReminding } from './remind.ts'
import { startReader } from './reading/reader.ts'
import { createServer } from './server/app.ts'
import { buildWebIfStale } from './server/build-web.ts'
import { drain } from './server/drain.ts'
import { keepTicketClocks } from './server/keep-ticket-clocks.ts'
import type { Parley } from './server/parley.ts'
import { createLog } from './server/request-log.ts'
import { runArchive } from './server/run-archive.ts'
import { scheduleBackups } from './server/schedule-backups.ts'
import { scheduleRetention } from './server/schedule-retention.ts'
import { readSecrets } from './server/secrets.ts'
import { firstSignInLink } from './server/sign-in-link.ts'
import { readSettings } from './settings.ts'
import { followCurrent } from './training/follow-current.ts'
import { loadCurrent } from './training/publish.ts'
import { trainProject } from './training/train-project.ts'
import { createTakeTurn } from './turn.ts'

const sample = join(import.meta.dirname, '../data/sample')

try {
  await start()
} catch (error) {
  if (!(error instanceof Problem)) throw error
  console.error(error.message)
  process.exit(1)
}

async function start(): Promise<void> {
  const settings = readSettings(process.env)
  const log = createLog(settings)
  makeFolder(settings.DATA_DIR, 'DATA_DIR')
  readDeclared(settings.RECORDS_FILE)
  const models = join(settings.DATA_DIR, 'models')
  const opening = openDatabase(settings.DATABASE_URL).then(movable)
  const [db, endArchive, , trained] = await Promise.all([
    opening,
    opening.then((db) => runArchive(settings, db, log)),
    buildWebIfStale(),
    train(),
  ])
  if (settings.SAMPLE) await loadSample(db, sample, { today: new Date() })

  let model = trained
  const stopFollowing = followCurrent(models, (newer) => {
    model = newer
    log.info({ model: model.hash }, 'A new model serves.')
  })
  const broke = (error: unknown): void => log.error({ err: error }, 'bug')
  const reader = availableParallelism() > 1 ? startReader(models, broke) : undefined
  const churn = keepChurn({
    url: () => db.url,
    isAsked: () => factsAsked(model.bot).has('churn_risk'),
    report: broke,
  })
  const parley: Parley = {
    settings,
    db,
    model: () => model,
    takeTurn: createTakeTurn({
      db,
      model: () => model,
      ...(reader && { read: reader.read }),
      actions,
      actionServer: actionServer(settings.ACTION_ENDPOINT),
      churnRisk: churn.riskOf,
      report: broke,
    }),
    project: settings.PROJECT,
    log,
  }

  const stopReminding = startReminding({
    db,
    takeTurn: parley.takeTurn,
    report: broke,
  })
  const stopClocks = keepTicketClocks(parley, (error) => log.error({ err: error }, 'bug'))
  const endIndex = keepIndex(db, { report: broke })
  const endCampaigns = startCampaigns({
    ...campaignParts(settings, readSecrets(settings).links),
    db,
    report: broke,
  })
  const server = createServer(parley)
  server.listen(settings.PORT, settings.HOST)
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve)
    server.once('error', (error) => reject(cannotListen(error)))
  })
  const { port } = server.address() as AddressInfo
  await welcome(settings.PUBLIC_URL ?? `http://localhost:${port}`)

  const stopBackups = scheduleBackups(settings, db, log)
  const stopRetention = scheduleRetention(settings, db, log)
  const stopFollowingMove = followMove(db, {
    onMoved: () => {
      log.warn('The store is on PostgreSQL now. Set DATABASE_URL to it before the next start.')
      void endArchive()
    },
    report: broke,
  })
  let isEnding = false
  const end = (): void => {
    // Whoever asks twice does not want to wait.
    if (isEnding) process.exit(1)
    isEnding = true
    stopFollowing()
    stopFollowingMove()
    stopReminding()
    churn.stop()
    stopClocks()
    stopBackups()
    stopRetention()
    void drain(server)
      .then(endCampaigns)
      .then(endIndex)
      .then(() => db.close())
      .then(endArchive)
      .then(() => reader?.stop())
      .then(() => process.exit(0))
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)

  /** Files that cannot be trained leave the last good model in place, when there is one. */
  async function train() {
    const progress = showProgress()
    try {
      return await trainProject({
        project: settings.PROJECT,
        models,
        seed: settings.SEED,
        onProgress: progress.show,
      })
    } catch (error) {
      progress.end()
      const lastGood = loadCurrent(models)
      if (!(error instanceof Problem && error.kind === 'invalid' && lastGood)) throw error
      console.error(`${error.message}\nThe last good model keeps serving.`)
      return lastGood
    } finally {
      progress.end()
    }
  }

  async function welcome(url: string): Promise<void> {
    const link = await firstSignInLink(db, url)
    console.log(`Parley serves.
  the shop, with the widget   ${url}/
  the agents' desk            ${link ?? `${url}/desk`}
  the studio                  ${url}/studio`)
    if (link) console.log('The link to the desk works once and makes the first administrator.')
  }

  function cannotListen(error: Error): Problem {
    return new Problem(
      'unavailable',
      'CannotListen',
      `Port ${settings.PORT} on ${settings.HOST} cannot be listened on: ${error.message}. Set PORT to a free one.`,
      { cause: error },
    )
  }
}
