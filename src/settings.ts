import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Problem } from './problem.ts'
import {
  hours,
  mailServer,
  origin,
  origins,
  proxies,
  retention,
  secretText,
  sender,
  text,
  webAddress,
  whole,
  yesOrNo,
} from './setting-checks.ts'
import { storeKey } from './store-key.ts'

type Line = {
  /** Reads the text; its description completes "… should be". */
  readonly check: z.ZodType<unknown, string>
  /** The text when nothing is set, `{DATA_DIR}` filled in; absent when there may be none. */
  readonly otherwise?: string
  readonly for: string
  /** Never shown, neither in messages nor in lists. */
  readonly secret?: true
}

/** Every setting there is: how it is read, what it is without being set, and what it is for. */
export const settingsTable = {
  PORT: { check: whole(0, 65_535), otherwise: '3000', for: 'where the server listens' },
  HOST: {
    check: text(),
    otherwise: '0.0.0.0',
    for: 'the address it listens on; 0.0.0.0 is every one, as in a container, and 127.0.0.1 this machine only',
  },
  PUBLIC_URL: {
    check: origin(),
    for: 'how browsers reach the server, such as https://chat.example.com, when a proxy changes the Host header',
  },
  TRUST_PROXY: {
    check: proxies(),
    otherwise: 'no',
    for: 'whose X-Forwarded-For counts: no, the number of proxies in front, or their addresses',
  },
  DATA_DIR: {
    check: text(),
    otherwise: 'data',
    for: 'the folder of the database, the models and the generated secrets',
  },
  DATABASE_URL: {
    check: text(),
    otherwise: 'sqlite:{DATA_DIR}/parley.db',
    secret: true,
    for: 'the store: sqlite:PATH or postgres://…',
  },
  DATABASE_KEY_FILE: {
    check: text(),
    for: 'the file of the key that the SQLite database is encrypted with; parley rekey makes both',
  },
  DATABASE_KEY: {
    check: text(),
    secret: true,
    for: 'the key itself instead of its file: 32 random bytes as 64 hex digits or in base64',
  },
  BACKUP_DIR: {
    check: text(),
    otherwise: '{DATA_DIR}/backups',
    for: 'the folder of the backups; on another disk they survive the loss of this one',
  },
  BACKUP_HOURS: {
    check: whole(0, 8_760),
    otherwise: '24',
    for: 'how many hours apart the server backs up the database; 0 is never',
  },
  BACKUP_KEEP: {
    check: whole(1, 1_000),
    otherwise: '7',
    for: 'how many of the newest backups are kept in BACKUP_DIR',
  },
  ARCHIVE_DIR: {
    check: text(),
    for: 'the folder of the archive from which every moment of a SQLite database can be restored; on another disk, and none when not set',
  },
  ARCHIVE_DAYS: {
    check: whole(1, 3_650),
    otherwise: '7',
    for: 'how many days back the archive reaches',
  },
  RETENTION: {
    check: retention(),
    otherwise: 'failed-proofs=90 sessions=30 sign-in-links=30',
    for: 'how many days each kind of record is kept; a kind that is not named is kept for ever',
  },
  PROJECT: { check: text(), otherwise: 'intents', for: 'the folder of the training files' },
  RECORDS_FILE: {
    check: text(),
    otherwise: '{DATA_DIR}/records.yml',
    for: "the file that declares the team's own attributes of customers and companies, and how soon tickets are due",
  },
  SEED: {
    check: whole(0, 4_294_967_295),
    otherwise: '1',
    for: 'the seed of training: the same files and seed give the same model',
  },
  SAMPLE: {
    check: yesOrNo(),
    otherwise: 'yes',
    for: 'whether the sample shop is loaded into a new database',
  },
  LEARN_FROM_LOG: {
    check: yesOrNo(),
    otherwise: 'yes',
    for: 'whether npx parley train also learns, without labels and masked, from what customers wrote',
  },
  LOG_LEVEL: {
    check: z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
      .describe('fatal, error, warn, info, debug, trace or silent'),
    otherwise: 'info',
    for: 'how much is logged; never the text of a message',
  },
  SESSION_HOURS: {
    check: whole(1, 720),
    otherwise: '12',
    for: 'how many hours after signing in an agent has to sign in again',
  },
  AGENTS_SEE: {
    check: z.enum(['all', 'team', 'own']).describe('all, team or own'),
    otherwise: 'all',
    for: "which conversations and tickets agents see: all, their own and their teams', or their own; what nobody has taken up and no other team is to, they always see",
  },
  ALLOWED_ORIGINS: {
    check: origins(),
    otherwise: '',
    for: "the websites that may embed the widget, besides the server's own, such as https://shop.example.com; * is any",
  },
  BOT_NAME: { check: text(80), otherwise: 'Parley', for: 'the name that customers see on the bot' },
  DIRECT_LINE_SECRET: {
    check: secretText(),
    secret: true,
    for: "lets a website's own server issue Direct Line tokens; generated once into DATA_DIR/secrets when not set",
  },
  IDENTITY_SECRET: {
    check: secretText(),
    secret: true,
    for: 'signs who a customer is for a host page; generated once into DATA_DIR/secrets when not set',
  },
  IDENTITY_ISSUER: { check: text(), for: 'the iss that a signed identity must carry' },
  IDENTITY_AUDIENCE: { check: text(), for: 'the aud that a signed identity must carry' },
  TOKEN_MINUTES: {
    check: whole(1, 1_440),
    otherwise: '30',
    for: 'how long a Direct Line token issued with the secret is valid; clients refresh it by themselves',
  },
  VISITOR_DAYS: {
    check: whole(1, 365),
    otherwise: '30',
    for: 'how long a visitor of the widget who does not come back can still go on with the conversation',
  },
  BOT_APP_ID: {
    check: text(),
    for: 'the app id of a Bot Framework registration; without it only this machine may post to /api/messages',
  },
  BOT_APP_PASSWORD: { check: text(), secret: true, for: 'the password of that registration' },
  BOT_TENANT: { check: text(), for: 'the tenant of a single-tenant registration' },
  ACTION_ENDPOINT: {
    check: webAddress(),
    secret: true,
    for: 'the Rasa SDK action server to call instead of the one in endpoints.yml, which may only be on this machine',
  },
  RASA_TOKEN: {
    check: secretText(),
    secret: true,
    for: 'lets a server use /webhooks/rest/webhook and /model/parse as with Rasa; without it only this machine may',
  },
  SMTP_URL: {
    check: mailServer(),
    secret: true,
    for: 'the mail server that letters of campaigns go by, such as smtps://user:password@mail.example.com; without it none are sent',
  },
  MAIL_FROM: {
    check: sender(),
    for: 'whom letters come from, such as Harbour & Pine <news@example.com>; without it none are sent',
  },
  LINK_SECRET: {
    check: secretText(),
    secret: true,
    for: 'signs the links in the messages of campaigns; generated once into DATA_DIR/secrets when not set',
  },
  TRACK_OPENS: {
    check: yesOrNo(),
    otherwise: 'no',
    for: 'whether letters carry a picture of one pixel that tells when they are opened',
  },
  QUIET_HOURS: {
    check: hours(),
    otherwise: 'no',
    for: "when campaigns send nothing, such as 21:00-08:00 in a campaign's time zone",
  },
  RATE_PER_IP: {
    check: whole(0, 10_000_000),
    otherwise: '3000',
    for: 'requests a minute from one address (IPv6: one /64); generous, as an office shares one; 0 is no limit',
  },
  RATE_PER_CONVERSATION: {
    check: whole(0, 10_000_000),
    otherwise: '60',
    for: 'messages a minute in one conversation; 0 is no limit',
  },
  RATE_PER_KEY: {
    check: whole(0, 10_000_000),
    otherwise: '600',
    for: 'calls a minute with one API key; 0 is no limit',
  },
  RATE_STARTS_PER_IP: {
    check: whole(0, 10_000_000),
    otherwise: '600',
    for: 'conversations an hour begun from one address; 0 is no limit',
  },
} as const satisfies Record<string, Line>

type Table = typeof settingsTable
type Name = keyof Table
type Value<N extends Name> =
  z.output<Table[N]['check']> | (Table[N] extends { otherwise: string } ? never : undefined)

export type Settings = { readonly [N in Name]: Value<N> }

/**
 * Settings from the environment, else from a JSON file of the same names, else their defaults. The
 * file is `file`, else PARLEY_SETTINGS, else DATA_DIR/settings.json where that exists. Throws one
 * Problem `BadSettings` that names everything wrong, a sentence a line.
 */
export function readSettings(
  env: Readonly<Record<string, string | undefined>>,
  file?: string,
): Settings {
  const fromFile = readFile(env, file)
  const complaints = fromFile.complaints
  const given = (name: string): string | undefined => env[name]?.trim() || fromFile.values[name]
  const dataDir = given('DATA_DIR') ?? settingsTable.DATA_DIR.otherwise
  const settings: Record<string, unknown> = {}
  for (const [name, line] of Object.entries<Line>(settingsTable)) {
    const value = given(name) ?? line.otherwise?.replace('{DATA_DIR}', dataDir)
    if (value === undefined) continue
    const checked = line.check.safeParse(value)
    if (checked.success) settings[name] = checked.data
    else complaints.push(complaint(name, line, value))
  }
  try {
    const key = storeKey(settings)
    if (key !== null) settings['DATABASE_URL'] = withKey(String(settings['DATABASE_URL']), key)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    complaints.push(error.message)
  }
  if (complaints.length > 0) throw new Problem('invalid', 'BadSettings', complaints.join('\n'))
  return settings as Settings
}

/** As the URL of a server carries its password, that of an encrypted file carries its key. */
function withKey(url: string, key: string): string {
  return /^postgres(ql)?:|\?key=|:memory:$/.test(url) ? url : `${url}?key=${key}`
}

/** PORT should be a whole number from 0 to 65535 (where the server listens), but is "abc". */
function complaint(name: string, line: Line, value: string): string {
  const is = line.secret ? 'the value given is not' : `is ${JSON.stringify(value)}`
  return `${name} should be ${line.check.description} (${line.for}), but ${is}.`
}

type FileContent = { readonly values: Record<string, string>; readonly complaints: string[] }

function readFile(env: Readonly<Record<string, string | undefined>>, file?: string): FileContent {
  const named = file ?? env['PARLEY_SETTINGS']
  const path = named ?? join(env['DATA_DIR'] || settingsTable.DATA_DIR.otherwise, 'settings.json')
  if (named === undefined && !existsSync(path)) return { values: {}, complaints: [] }
  try {
    return readEntries(path, JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { values: {}, complaints: [`The settings file ${path} cannot be read: ${why}`] }
  }
}

const entries = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))

function readEntries(path: string, content: unknown): FileContent {
  const read = entries.safeParse(content)
  if (!read.success) {
    const name = read.error.issues[0]?.path.join('.')
    const what = name ? `${name} is neither` : 'it is not one object of'
    return {
      values: {},
      complaints: [`The settings file ${path} is wrong: ${what} text, a number nor true or false.`],
    }
  }
  const complaints = Object.keys(read.data)
    .filter((name) => !(name in settingsTable))
    .map((name) => `The settings file ${path} names ${name}, which is not a setting.`)
  const values = Object.entries(read.data).map(([name, value]) => [name, String(value)])
  return { values: Object.fromEntries(values), complaints }
}
