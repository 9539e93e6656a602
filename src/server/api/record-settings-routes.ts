import { z } from 'zod'
import { listTeams } from '../../crm/access/teams.ts'
import { listAgents } from '../../crm/agents.ts'
import { readDeclared } from '../../crm/records/read-declared.ts'
import { apiRoute, type ApiRoute } from './api-route.ts'
import { readers } from './may.ts'

const named = z.array(z.object({ id: z.string(), name: z.string() }))
const target = z.object({ response: z.int(), resolution: z.int() })

export const recordSettingsRoutes: readonly ApiRoute[] = [
  apiRoute({
    method: 'get',
    path: '/record-settings',
    operation: 'recordSettings',
    tag: 'Settings',
    summary:
      'The team’s own attributes, the targets of tickets in minutes, and who may own records.',
    may: readers,
    scope: 'customers:read',
    answer: z
      .object({
        attributes: z.array(
          z.object({
            name: z.string(),
            of: z.enum(['customer', 'company']),
            type: z.enum(['text', 'number', 'date', 'boolean', 'choice']),
            label: z.object({ en: z.string(), zh: z.string() }),
            choices: z.array(z.string()),
          }),
        ),
        targets: z.record(z.string(), target),
        agents: named,
        teams: named,
      })
      .meta({ id: 'RecordSettings' }),
    async run({ db, parley }) {
      const { attributes, sla } = readDeclared(parley.settings.RECORDS_FILE)
      const [agents, teams] = await Promise.all([listAgents(db), listTeams(db)])
      return { attributes, targets: sla.targets, agents, teams }
    },
  }),
]
