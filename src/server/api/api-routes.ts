import type { ApiRoute } from './api-route.ts'
import { duplicateRoutes } from './duplicate-routes.ts'
import { importRoutes } from './import-routes.ts'
import { auditRoutes } from './audit-routes.ts'
import { conversationRoutes } from './conversation-routes.ts'

/** Every route under /api/v1. */
export const apiRoutes: readonly ApiRoute[] = [
  ...conversationRoutes,
  ...auditRoutes,
  ...importRoutes,
  ...duplicateRoutes,
]
