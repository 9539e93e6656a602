import { agentRoutes } from './agent-routes.ts'
import type { ApiRoute } from './api-route.ts'
import { exportRoutes } from './export-routes.ts'
import { duplicateRoutes } from './duplicate-routes.ts'
import { importRoutes } from './import-routes.ts'
import { auditRoutes } from './audit-routes.ts'
import { companyRoutes } from './company-routes.ts'
import { conversationRoutes } from './conversation-routes.ts'
import { customerRoutes } from './customer-routes.ts'
import { keyRoutes } from './key-routes.ts'
import { orderRoutes } from './order-routes.ts'
import { privacyRoutes } from './privacy-routes.ts'
import { productRoutes } from './product-routes.ts'
import { returnRoutes } from './return-routes.ts'
import { searchRoutes } from './search-routes.ts'
import { teamRoutes } from './team-routes.ts'
import { recordSettingsRoutes } from './record-settings-routes.ts'
import { taskRoutes } from './task-routes.ts'
import { ticketRoutes } from './ticket-routes.ts'
import { campaignRoutes } from './campaign-routes.ts'
import { salesRoutes } from './sales-routes.ts'
import { segmentRoutes } from './segment-routes.ts'

const routes: readonly ApiRoute[] = [
  ...conversationRoutes,
  ...customerRoutes,
  ...orderRoutes,
  ...returnRoutes,
  ...productRoutes,
  ...ticketRoutes,
  ...searchRoutes,
  ...agentRoutes,
  ...teamRoutes,
  ...companyRoutes,
  ...taskRoutes,
  ...recordSettingsRoutes,
  ...salesRoutes,
  ...segmentRoutes,
  ...campaignRoutes,
  ...auditRoutes,
  ...privacyRoutes,
  ...importRoutes,
  ...duplicateRoutes,
  ...exportRoutes,
]

const scopes = [...new Set(routes.flatMap(({ scope }) => scope ?? []))].toSorted()

/** Every route under /api/v1. */
export const apiRoutes: readonly ApiRoute[] = [...routes, ...keyRoutes(scopes)]
