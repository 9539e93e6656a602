import type { ApiRoute } from './api-route.ts'
import { duplicateRoutes } from './duplicate-routes.ts'
import { importRoutes } from './import-routes.ts'
import { auditRoutes } from './audit-routes.ts'
import { companyRoutes } from './company-routes.ts'
import { conversationRoutes } from './conversation-routes.ts'
import { customerRoutes } from './customer-routes.ts'
import { orderRoutes } from './order-routes.ts'
import { recordSettingsRoutes } from './record-settings-routes.ts'
import { taskRoutes } from './task-routes.ts'
import { ticketRoutes } from './ticket-routes.ts'
import { campaignRoutes } from './campaign-routes.ts'
import { salesRoutes } from './sales-routes.ts'
import { segmentRoutes } from './segment-routes.ts'

/** Every route under /api/v1. */
export const apiRoutes: readonly ApiRoute[] = [
  ...conversationRoutes,
  ...customerRoutes,
  ...companyRoutes,
  ...orderRoutes,
  ...ticketRoutes,
  ...taskRoutes,
  ...recordSettingsRoutes,
  ...salesRoutes,
  ...segmentRoutes,
  ...campaignRoutes,
  ...auditRoutes,
  ...importRoutes,
  ...duplicateRoutes,
]
