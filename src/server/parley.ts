import type { Logger } from 'pino'
import type { CustomerMessage } from '../conversation.ts'
import type { Database } from '../crm/database.ts'
import type { Receipt } from '../crm/log.ts'
import type { Settings } from '../settings.ts'
import type { ServingModel } from '../training/publish.ts'

/** All that the server is handed. `main.ts` wires it; tests wire their own. */
export type Parley = {
  readonly settings: Settings
  readonly db: Database
  readonly takeTurn: (message: CustomerMessage) => Promise<Receipt>
  /** The model that serves at this moment; throws a Problem 'unavailable' while there is none. */
  readonly model: () => ServingModel
  /** The folder of the training files. */
  readonly project: string
  readonly retrain?: () => Promise<ServingModel>
  /** Without it the server writes no log. */
  readonly log?: Logger
}
