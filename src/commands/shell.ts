import { createInterface } from 'node:readline/promises'
import { join } from 'node:path'
import { reachActionServer } from '../actions/reach-action-server.ts'
import type { BotMessage, Event, Logged } from '../conversation.ts'
import { openDatabase } from '../crm/database.ts'
import { loadSample } from '../crm/load-sample.ts'
import { explain } from '../nlp/explain.ts'
import { showProgress } from '../progress.ts'
import { readSettings } from '../settings.ts'
import type { ServingModel } from '../training/publish.ts'
import { trainProject } from '../training/train-project.ts'
import type { Command } from './command.ts'
import { setStage } from './stage.ts'

const sample = join(import.meta.dirname, '../../data/sample')

export const shell: Command = {
  usage: 'parley shell [--project DIR]',
  help: `Chats with the bot in the terminal, on a store of its own with the sample shop.
A number presses a button; /explain says why the bot answered as it did, /restart begins anew, /quit ends.
Any other line that begins with / is an intent, such as /greet or /inform{"city": "Rome"}.`,
  async run({ project }) {
    const settings = readSettings(process.env)
    const progress = showProgress()
    const model = await trainProject({
      project,
      models: join(settings.DATA_DIR, 'models'),
      seed: settings.SEED,
      onProgress: progress.show,
    }).finally(progress.end)
    const db = await openDatabase('sqlite::memory:')
    try {
      await loadSample(db, sample)
      const server = await reachActionServer(settings.ACTION_ENDPOINT, model.bot.actionEndpoint)
      const stage = setStage(db, model, { now: () => new Date(), server })
      await chat(stage, model)
      return 0
    } finally {
      await db.close()
    }
  },
}

async function chat(stage: ReturnType<typeof setStage>, model: ServingModel): Promise<void> {
  const begin = () => stage.start({ slots: {}, metadata: {} })
  const prompt = () => process.stdin.isTTY && process.stdout.write('> ')
  let conversation = await begin()
  let buttons: readonly { title: string; payload: string }[] = []
  let last: readonly Logged[] = []
  let said = 0
  console.log('Write to the bot; /explain, /restart and /quit are for you.')
  prompt()
  // Only now: lines that come before anybody waits for them are lost.
  const lines = createInterface({ input: process.stdin, terminal: false })
  for await (const line of lines) {
    const text = line.trim()
    if (text === '/quit' || text === '/stop') break
    if (text === '/restart') {
      conversation = await begin()
      console.log('A new conversation.')
    } else if (text === '/explain') {
      for (const words of whyOf(last, model)) console.log(`  ${words}`)
    } else if (text !== '') {
      const pressed = /^\d+$/.test(text) ? buttons[Number(text) - 1] : undefined
      const payload = pressed?.payload ?? (text.startsWith('/') ? text : undefined)
      const { events } = await stage.takeTurn({
        conversation,
        clientId: `line-${++said}`,
        text: pressed?.title ?? text,
        ...(payload === undefined ? {} : { payload }),
      })
      last = events
      buttons = events.flatMap((event) => (event.kind === 'bot-said' ? (event.buttons ?? []) : []))
      show(events)
    }
    prompt()
  }
  lines.close()
}

function show(events: readonly Logged[]): void {
  let button = 0
  for (const event of events) {
    if (event.kind === 'bot-said') {
      for (const line of linesOf(event)) console.log(line)
      for (const { title } of event.buttons ?? []) console.log(`  ${++button}) ${title}`)
    } else if (event.kind === 'handed-over') {
      console.log(`(handed over: ${event.reason}; /restart begins anew)`)
    }
  }
}

const linesOf = ({ text, image, custom }: BotMessage): string[] => [
  ...(text ? [text] : []),
  ...(image ? [`[${image}]`] : []),
  ...(custom === undefined ? [] : [JSON.stringify(custom)]),
]

/** What was understood of the latest message, who decided what, and why. */
function whyOf(events: readonly Event[], { nlu }: ServingModel): string[] {
  return events.flatMap((event): string[] => {
    if (event.kind === 'customer-said' && event.understanding) {
      const { ranking, doubt, entities } = event.understanding
      const { words, nearest } = explain(event.text, nlu)
      return [
        `understood: ${ranking
          .slice(0, 3)
          .map(({ name, confidence }) => `${name} ${(100 * confidence).toFixed(1)} %`)
          .join(', ')}${doubt ? ` (${doubt})` : ''}`,
        ...entities.map(
          (one) => `entity: ${one.entity} = ${JSON.stringify(one.value)} (${one.from})`,
        ),
        `words: ${words.map(([word, push]) => `${word} ${push > 0 ? '+' : ''}${push.toFixed(2)}`).join(', ')}`,
        ...nearest.map(({ file, line, text }) => `near: ${text} (${file}:${line})`),
      ]
    }
    if (event.kind !== 'decided') return []
    return event.steps.map((step) =>
      'action' in step
        ? `did: ${step.action}, by ${step.by}${step.source ? ` "${step.source.name ?? ''}" (${step.source.file}:${step.source.line})` : ''}`
        : 'slot' in step
          ? `slot: ${step.slot} = ${JSON.stringify(step.value)}`
          : 'loop' in step
            ? `form: ${step.loop ?? 'ends'}`
            : 'takeUp' in step
              ? `then: ${step.takeUp}`
              : `known: ${JSON.stringify(step.facts)}`,
    )
  })
}
