/** Written by `npm run api-client` from the routes of src/server/api: do not edit. */

export type Schemas = {
  Problem: {
    type: string
    title: string
    status: number
    detail: string
    code: string
    retryAfter?: number
    details?: { [name: string]: unknown }
  }
  Conversation: {
    id: string
    channel: string
    language: string
    customer: string | null
    heldBy: 'bot' | 'queue' | 'agent'
    agent: { id: string; name: string } | null
    owner: string | null
    team: string | null
    status: 'open' | 'resolved'
    lastSeq: number
    lastAt: string
    lastText: string
    waitingSince: string | null
    isAngry: boolean
    isUrgent: boolean
    reason: string | null
    unread: number
    startedAt: string
  }
  Event: {
    seq: number
    position: number
    at: string
    kind: string
    text?: string
    agent?: { id: string; name: string }
  }
  Recorded: { isRepeat: boolean; events: Schemas['Event'][] }
  Customer: {
    id: string
    name: string
    email: string
    phone: string
    language: string
    address: string
    city: string
    country: string
    postcode: string
    tier: string
    since: string
  }
  Order: {
    number: string
    customer: string
    placedAt: string
    status: 'processing' | 'shipped' | 'delivered' | 'cancelled' | 'returned'
    currency: string
    total: number
    address: string
    items: { sku: string; name: string; nameZh: string; quantity: number; price: number }[]
    shipments: {
      carrier: string
      tracking: string
      status: string
      shippedAt: string
      expectedAt: string | null
      deliveredAt: string | null
    }[]
  }
  Return: {
    number: string
    order: string
    skus: string[]
    reason: string
    wish: 'refund' | 'exchange'
    status: 'requested' | 'received' | 'refunded' | 'exchanged' | 'refused'
    askedAt: string
  }
  Product: {
    sku: string
    name: string
    nameZh: string
    category: string
    price: number
    currency: string
    stock: number
    description: string
    descriptionZh: string
  }
  Ticket: {
    number: string
    customer: string | null
    conversation: string | null
    order: string | null
    category: string
    priority: 'low' | 'normal' | 'high' | 'urgent'
    subject: string
    body: string
    status: 'open' | 'pending' | 'on-hold' | 'solved' | 'closed'
    openedAt: string
    closedAt: string | null
  }
  SearchHit: {
    kind: 'customer' | 'order' | 'ticket' | 'message'
    ref: string
    title: string
    excerpt: { text: string; marks: [number, number][] }
    at: string
    status: string | null
    customer: { id: string; name: string } | null
    conversation: string | null
    seq: number | null
  }
  Colleague: {
    id: string
    name: string
    role: 'admin' | 'supervisor' | 'agent' | 'editor' | 'viewer'
    email?: string
    isDisabled?: boolean
    isInvited?: boolean
  }
  Team: { id: string; name: string; createdAt: string; members: string[] }
  AuditEntry: {
    number: number
    at: string
    by: { kind: string; id: string; name: string }
    action: string
    kind: string
    id: string | null
    detail: unknown
  }
  AuditCheck: { entries: number; brokenAt: number | null; head: string }
  PersonExport: { format: string; exportedAt: string }
  ErasureReceipt: {
    customer: string
    at: string
    erased: { [name: string]: unknown }
    blackened: { [name: string]: unknown }
    conversations: number
    files: { sought: number | null; isClean: boolean }
  }
  Import: {
    id: string
    kind: string
    fileName: string
    status: string
    error: string | null
    rows: number
    done: number
    made: number
    changed: number
    skipped: number
    refused: number
    by: string
    at: string
    endedAt: string | null
  }
  ImportDetail: {
    id: string
    kind: string
    fileName: string
    status: string
    error: string | null
    rows: number
    done: number
    made: number
    changed: number
    skipped: number
    refused: number
    by: string
    at: string
    endedAt: string | null
    plan: {
      form: { hasHeader: boolean } | null
      columns: {
        heading: string
        filled: number
        type: string
        order: string | null
        sign: string | null
      }[]
      mapping: (string | null)[]
      country: string | null
      accepted: string[]
    }
    fields: { name: string; isRequired: boolean }[]
    report: {
      rows: number
      made: number
      changed: number
      skipped: number
      refused: number
      findings: {
        kind: string
        field: string | null
        count: number
        refused: number
        repairs: string[]
        examples: { line: number; value: string; became?: string }[]
      }[]
    } | null
    preview: { line: number; do: string; record: { [name: string]: unknown } }[]
    progress: { stage: string; done: number; total: number } | null
    problem: string | null
    left: { record: string; because: string }[]
  }
  DuplicateProposal: {
    a: {
      id: string
      version: number
      record: { [name: string]: unknown }
      orders: number
      tickets: number
      conversations: number
    }
    b: {
      id: string
      version: number
      record: { [name: string]: unknown }
      orders: number
      tickets: number
      conversations: number
    }
    probability: number
    reasons: {
      field: string
      level: 'same' | 'alike' | 'different'
      weight: number
      isVerified: boolean
    }[]
  }
  ApiKey: {
    id: string
    name: string
    hint: string
    role: 'admin' | 'supervisor' | 'agent' | 'editor' | 'viewer'
    team: string | null
    scopes: string[]
    madeBy: string
    madeAt: string
    expiresAt: string | null
    usedAt: string | null
    revokedAt: string | null
  }
}

export type paths = {
  '/conversations': {
    get: {
      parameters: {
        query?: {
          limit?: number
          cursor?: string
          status?: 'open' | 'resolved'
          heldBy?: 'bot' | 'queue' | 'agent'
          agent?: string
          customer?: string
          team?: string
        }
        header?: never
        path?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { items: Schemas['Conversation'][]; next: string | null } }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/conversations/{id}': {
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Conversation'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/conversations/{id}/events': {
    get: {
      parameters: {
        query?: { after?: number }
        header?: never
        path: { id: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { events: Schemas['Event'][]; hasMore: boolean } }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/conversations/{id}/messages': {
    post: {
      parameters: {
        query?: never
        header?: { 'Idempotency-Key'?: string }
        path: { id: string }
        cookie?: never
      }
      requestBody: { content: { 'application/json': { clientId: string; text: string } } }
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Recorded'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/conversations/{id}/notes': {
    post: {
      parameters: {
        query?: never
        header?: { 'Idempotency-Key'?: string }
        path: { id: string }
        cookie?: never
      }
      requestBody: { content: { 'application/json': { clientId: string; text: string } } }
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Recorded'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/conversations/{id}/claim': {
    post: {
      parameters: {
        query?: never
        header?: { 'Idempotency-Key'?: string }
        path: { id: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Recorded'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/conversations/{id}/give-back': {
    post: {
      parameters: {
        query?: never
        header?: { 'Idempotency-Key'?: string }
        path: { id: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Recorded'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/conversations/{id}/resolve': {
    post: {
      parameters: {
        query?: never
        header?: { 'Idempotency-Key'?: string }
        path: { id: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Recorded'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/conversations/{id}/team': {
    post: {
      parameters: {
        query?: never
        header?: { 'Idempotency-Key'?: string }
        path: { id: string }
        cookie?: never
      }
      requestBody: { content: { 'application/json': { team: string } } }
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Recorded'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/customers': {
    get: {
      parameters: {
        query?: { limit?: number; cursor?: string; email?: string }
        header?: never
        path?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { items: Schemas['Customer'][]; next: string | null } }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/customers/{id}': {
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Customer'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/orders': {
    get: {
      parameters: {
        query?: {
          limit?: number
          cursor?: string
          customer?: string
          status?: 'processing' | 'shipped' | 'delivered' | 'cancelled' | 'returned'
        }
        header?: never
        path?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { items: Schemas['Order'][]; next: string | null } }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/orders/{number}': {
    get: {
      parameters: { query?: never; header?: never; path: { number: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Order'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/orders/{number}/returns': {
    get: {
      parameters: { query?: never; header?: never; path: { number: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { items: Schemas['Return'][] } }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/returns/{number}': {
    get: {
      parameters: { query?: never; header?: never; path: { number: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Return'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/products': {
    get: {
      parameters: {
        query?: { limit?: number; cursor?: string }
        header?: never
        path?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { items: Schemas['Product'][]; next: string | null } }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/products/search': {
    get: {
      parameters: { query: { q: string }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { items: Schemas['Product'][] } }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/tickets': {
    get: {
      parameters: {
        query?: {
          limit?: number
          cursor?: string
          customer?: string
          status?: 'open' | 'pending' | 'on-hold' | 'solved' | 'closed'
        }
        header?: never
        path?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { items: Schemas['Ticket'][]; next: string | null } }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/tickets/{number}': {
    get: {
      parameters: { query?: never; header?: never; path: { number: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Ticket'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/search': {
    get: {
      parameters: {
        query: {
          limit?: number
          cursor?: string
          q: string
          kind?: 'customer' | 'order' | 'ticket' | 'message'
        }
        header?: never
        path?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { items: Schemas['SearchHit'][]; next: string | null } }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/agents': {
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { items: Schemas['Colleague'][] } }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
    post: {
      parameters: {
        query?: never
        header?: { 'Idempotency-Key'?: string }
        path?: never
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': {
            name: string
            email: string
            role: 'admin' | 'supervisor' | 'agent' | 'editor' | 'viewer'
          }
        }
      }
      responses: {
        201: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { id: string; link: string; expiresAt: string } }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/agents/{id}': {
    patch: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: {
        content: {
          'application/json': {
            role?: 'admin' | 'supervisor' | 'agent' | 'editor' | 'viewer'
            isDisabled?: boolean
          }
        }
      }
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Colleague'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/teams': {
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { items: Schemas['Team'][] } }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
    post: {
      parameters: {
        query?: never
        header?: { 'Idempotency-Key'?: string }
        path?: never
        cookie?: never
      }
      requestBody: { content: { 'application/json': { name: string } } }
      responses: {
        201: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Team'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/teams/{id}': {
    patch: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: { content: { 'application/json': { name: string } } }
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
    delete: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/teams/{id}/members/{agent}': {
    put: {
      parameters: {
        query?: never
        header?: never
        path: { id: string; agent: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
    delete: {
      parameters: {
        query?: never
        header?: never
        path: { id: string; agent: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/audit': {
    get: {
      parameters: {
        query?: {
          limit?: number
          cursor?: string
          by?: string
          action?: string
          kind?: string
          id?: string
        }
        header?: never
        path?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { items: Schemas['AuditEntry'][]; next: string | null } }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/audit/check': {
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['AuditCheck'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/customers/{id}/export': {
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['PersonExport'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/customers/{id}/erase': {
    post: {
      parameters: {
        query?: never
        header?: { 'Idempotency-Key'?: string }
        path: { id: string }
        cookie?: never
      }
      requestBody: { content: { 'application/json': { confirm: string } } }
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['ErasureReceipt'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/imports': {
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { items: Schemas['Import'][] } }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
    post: {
      parameters: {
        query: {
          kind: 'customers' | 'companies' | 'orders' | 'products' | 'tickets'
          name: string
          country?: string
        }
        header?: { 'Idempotency-Key'?: string }
        path?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        201: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Import'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/imports/{id}': {
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['ImportDetail'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
    patch: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody: {
        content: {
          'application/json': {
            mapping?: (string | null)[]
            accepted?: string[]
            country?: string | null
          }
        }
      }
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['ImportDetail'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/imports/{id}/run': {
    post: {
      parameters: {
        query?: never
        header?: { 'Idempotency-Key'?: string }
        path: { id: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        202: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['ImportDetail'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/imports/{id}/undo': {
    post: {
      parameters: {
        query?: never
        header?: { 'Idempotency-Key'?: string }
        path: { id: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        202: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['ImportDetail'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/imports/{id}/stop': {
    post: {
      parameters: {
        query?: never
        header?: { 'Idempotency-Key'?: string }
        path: { id: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['ImportDetail'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/imports/{id}/refused': {
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/octet-stream': string }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/duplicates': {
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: {
            'application/json': {
              items: Schemas['DuplicateProposal'][]
              progress: { stage: string; done: number; total: number } | null
              problem: string | null
            }
          }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/duplicates/search': {
    post: {
      parameters: {
        query?: never
        header?: { 'Idempotency-Key'?: string }
        path?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        202: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { isStarted: boolean } }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/duplicates/different': {
    post: {
      parameters: {
        query?: never
        header?: { 'Idempotency-Key'?: string }
        path?: never
        cookie?: never
      }
      requestBody: { content: { 'application/json': { a: string; b: string } } }
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { a: string; b: string } }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/merges': {
    post: {
      parameters: {
        query?: never
        header?: { 'Idempotency-Key'?: string }
        path?: never
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': {
            keep: string
            gone: string
            take: string[]
            versions: { keep: number; gone: number }
          }
        }
      }
      responses: {
        201: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { id: string; kept: string; gone: string } }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: {
            'application/json': {
              items: {
                id: string
                kept: string
                gone: string
                name: string | null
                by: string
                at: string
                undoneAt: string | null
              }[]
            }
          }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/merges/{id}/undo': {
    post: {
      parameters: {
        query?: never
        header?: { 'Idempotency-Key'?: string }
        path: { id: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { kept: string; back: string; left: string[] } }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/keys': {
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { items: Schemas['ApiKey'][]; scopes: string[] } }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
    post: {
      parameters: {
        query?: never
        header?: { 'Idempotency-Key'?: string }
        path?: never
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': {
            name: string
            role: 'admin' | 'supervisor' | 'agent' | 'editor' | 'viewer'
            team?: string | null
            scopes: (
              | 'agents:read'
              | 'audit:read'
              | 'conversations:read'
              | 'conversations:write'
              | 'customers:read'
              | 'customers:write'
              | 'imports:read'
              | 'imports:write'
              | 'orders:read'
              | 'privacy:erase'
              | 'privacy:export'
              | 'products:read'
              | 'search:read'
              | 'teams:read'
              | 'teams:write'
              | 'tickets:read'
            )[]
            expiresAt?: string | null
          }
        }
      }
      responses: {
        201: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { key: Schemas['ApiKey']; secret: string } }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/keys/{id}': {
    delete: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
}
