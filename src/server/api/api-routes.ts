import type { ApiRoute } from './api-route.ts'
import { duplicateRoutes } from './duplicate-routes.ts'
import { importRoutes } from './import-routes.ts'
import { auditRoutes } from './audit-routes.ts'
import { campaignRoutes } from './campaign-routes.ts'
import { conversationRoutes } from './conversation-routes.ts'
import { salesRoutes } from './sales-routes.ts'
import { segmentRoutes } from './segment-routes.ts'

/** Every route under /api/v1. */
export const apiRoutes: readonly ApiRoute[] = [
  ...conversationRoutes,
  ...salesRoutes,
  ...segmentRoutes,
  ...campaignRoutes,
  ...auditRoutes,
  ...importRoutes,
  ...duplicateRoutes,
]
