// Plain JavaScript, since a thread of Node 20 cannot begin with TypeScript.
import { register } from 'tsx/esm/api'

register()
await import('./churn-worker.ts')
