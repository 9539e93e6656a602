import type { ApiRoute } from './api/api-route.ts'
import { deskExportRoutes } from './api/export-routes.ts'
import { accountRoutes } from './desk-account-routes.ts'
import { conversationRoutes } from './desk-conversation-routes.ts'
import { inboxRoutes } from './desk-inbox-routes.ts'
import { searchRoutes } from './desk-search-routes.ts'

/** Every route under /api/desk that needs a session. */
export const deskApiRoutes = (): readonly ApiRoute[] => [
  ...accountRoutes(),
  ...inboxRoutes,
  ...conversationRoutes,
  ...searchRoutes,
  ...deskExportRoutes,
]
