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
  CustomerLine: {
    id: string
    name: string
    email: string
    phone: string
    tier: string
    since: string
    company: string | null
    companyName: string | null
    owner: string | null
    openTickets: number
  }
  Customer: {
    id: string
    name: string
    email: string
    emailVerified: boolean
    emailOnFile: boolean
    phone: string
    phoneVerified: boolean
    language: string
    address: string
    city: string
    country: string
    postcode: string
    timeZone: string
    company: string | null
    owner: string | null
    team: string | null
    tier: string
    since: string
    companyName: string | null
    version: number
    contacts: Schemas['Contact'][]
    addresses: Schemas['Address'][]
    attributes: { [name: string]: string | number | boolean }
    consents: Schemas['Consent'][]
    scores: Schemas['Score'][]
  }
  Contact: {
    id: string
    kind: 'email' | 'phone'
    label: string
    value: string
    isVerified: boolean
    isOnFile: boolean
    addedAt: string
  }
  Address: {
    id: string
    label: string
    address: string
    city: string
    country: string
    postcode: string
    addedAt: string
  }
  Consent: {
    purpose: string
    isGiven: boolean
    textVersion: string
    how: string
    at: string
    by: string
  }
  Score: { name: 'churn-risk'; value: number; at: string }
  Changed: { version: number; fields: { field: string; was: unknown; became: unknown }[] }
  Moment: {
    at: string
    ref: string
    kind: string
    of: string
    record: string
    by: { kind: string | null; name: string }
    text: string
    field: string | null
    was: unknown
    became: unknown
  }
  Order: {
    number: string
    customer: string
    placedAt: string
    status: string
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
  Invoice: {
    number: string
    order: string
    customer: string
    issuedAt: string
    dueAt: string
    paidAt: string | null
    status: string
    currency: string
    net: number
    tax: number
    total: number
  }
  Version: {
    version: number
    at: string
    by: { kind: string; id: string; name: string }
    what: string
    fields: { field: string; was: unknown; became: unknown }[]
  }
  Note: { id: string; text: string; at: string; by: string }
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
    priority: string
    subject: string
    body: string
    status: string
    owner: string | null
    team: string | null
    openedAt: string
    respondedAt: string | null
    closedAt: string | null
    customerName: string | null
    ownerName: string | null
    version: number
    clocks: {
      response: {
        due: string
        state: 'running' | 'at-risk' | 'breached' | 'paused' | 'met' | 'missed'
      }
      resolution: {
        due: string
        state: 'running' | 'at-risk' | 'breached' | 'paused' | 'met' | 'missed'
      }
    }
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
  CompanyLine: {
    id: string
    name: string
    domain: string
    phone: string
    address: string
    city: string
    country: string
    postcode: string
    owner: string | null
    team: string | null
    madeAt: string
    version: number
    customers: number
  }
  Company: {
    id: string
    name: string
    domain: string
    phone: string
    address: string
    city: string
    country: string
    postcode: string
    owner: string | null
    team: string | null
    madeAt: string
    version: number
    customers: number
    attributes: { [name: string]: string | number | boolean }
  }
  Task: {
    id: string
    title: string
    body: string
    status: string
    dueAt: string | null
    remindAt: string | null
    doneAt: string | null
    owner: string | null
    team: string | null
    customer: string | null
    ticket: string | null
    conversation: string | null
    madeAt: string
    ownerName: string | null
    customerName: string | null
    version: number
  }
  Reminder: {
    id: string
    title: string
    dueAt: string | null
    customer: string | null
    ticket: string | null
  }
  RecordSettings: {
    attributes: {
      name: string
      of: 'customer' | 'company'
      type: 'text' | 'number' | 'date' | 'boolean' | 'choice'
      label: { en: string; zh: string }
      choices: string[]
    }[]
    targets: { [name: string]: { response: number; resolution: number } }
    agents: { id: string; name: string }[]
    teams: { id: string; name: string }[]
  }
  Opportunity: {
    id: string
    version: number
    title: string
    customer: string | null
    customerName: string | null
    stage: string
    amountCents: number
    currency: string
    probability: number | null
    expectedClose: string | null
    owner: string | null
    ownerName: string | null
    reason: string | null
    note: string
    openedAt: string
    closedAt: string | null
  }
  Stage: { id: string; name: string; nameZh: string; probability: number }
  Share: { count: number; of: number; share: number | null; low: number; high: number }
  Segment: {
    id: string
    version: number
    name: string
    filter: unknown
    madeAt: string
    madeBy: string
  }
  Campaign: {
    id: string
    version: number
    name: string
    segment: string | null
    channel: 'email' | 'widget'
    message: { [name: string]: { subject: string; text: string } }
    controlPercent: number
    startAt: string | null
    timeZone: string
    windowDays: number
    perMinute: number
    status: 'draft' | 'scheduled' | 'starting' | 'running' | 'paused' | 'done' | 'cancelled'
    frozen: { message: number; control: number; excluded: { [name: string]: number } } | null
    trouble: string | null
    madeAt: string
    madeBy: string
    startedAt: string | null
    endedAt: string | null
  }
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
    erased: { [name: string]: number }
    blackened: { [name: string]: number }
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
        query?: {
          limit?: number
          cursor?: string
          text?: string
          company?: string
          tier?: string
          owner?: string
        }
        header?: never
        path?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { items: Schemas['CustomerLine'][]; next: string | null } }
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
            email?: string
            emailVerified?: boolean
            phone?: string
            phoneVerified?: boolean
            language?: string
            address?: string
            city?: string
            country?: string
            postcode?: string
            timeZone?: string
            company?: string | null
            owner?: string | null
            team?: string | null
            tier?: 'standard' | 'silver' | 'gold'
          }
        }
      }
      responses: {
        201: {
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
    patch: {
      parameters: {
        query?: never
        header?: { 'If-Match'?: string }
        path: { id: string }
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': {
            name?: string
            email?: string
            emailVerified?: boolean
            phone?: string
            phoneVerified?: boolean
            language?: string
            address?: string
            city?: string
            country?: string
            postcode?: string
            timeZone?: string
            company?: string | null
            owner?: string | null
            team?: string | null
            tier?: 'standard' | 'silver' | 'gold'
            attributes?: { [name: string]: string | number | boolean | null }
          }
        }
      }
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Changed'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/customers/{id}/timeline': {
    get: {
      parameters: {
        query?: { limit?: number; cursor?: string }
        header?: never
        path: { id: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { items: Schemas['Moment'][]; next: string | null } }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/customers/{id}/orders': {
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { items: Schemas['Order'][] } }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/customers/{id}/invoices': {
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { items: Schemas['Invoice'][] } }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/customers/{id}/history': {
    get: {
      parameters: {
        query?: { limit?: number; cursor?: number }
        header?: never
        path: { id: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { items: Schemas['Version'][]; next: string | null } }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/customers/{id}/notes': {
    get: {
      parameters: {
        query?: { limit?: number; cursor?: string }
        header?: never
        path: { id: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { items: Schemas['Note'][]; next: string | null } }
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
        path: { id: string }
        cookie?: never
      }
      requestBody: { content: { 'application/json': { text: string } } }
      responses: {
        201: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Note'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/customers/{id}/contacts': {
    post: {
      parameters: {
        query?: never
        header?: { 'Idempotency-Key'?: string; 'If-Match'?: string }
        path: { id: string }
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': {
            kind: 'email' | 'phone'
            value: string
            label?: string
            isVerified?: boolean
          }
        }
      }
      responses: {
        201: {
          headers: { [name: string]: unknown }
          content: {
            'application/json': {
              version: number
              fields: { field: string; was: unknown; became: unknown }[]
              id: string
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
  '/customers/{id}/contacts/{contact}': {
    patch: {
      parameters: {
        query?: never
        header?: { 'If-Match'?: string }
        path: { id: string; contact: string }
        cookie?: never
      }
      requestBody: { content: { 'application/json': { label?: string; isVerified?: boolean } } }
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Changed'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
    delete: {
      parameters: {
        query?: never
        header?: { 'If-Match'?: string }
        path: { id: string; contact: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Changed'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/customers/{id}/contacts/{contact}/first': {
    post: {
      parameters: {
        query?: never
        header?: { 'Idempotency-Key'?: string; 'If-Match'?: string }
        path: { id: string; contact: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Changed'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/customers/{id}/addresses': {
    post: {
      parameters: {
        query?: never
        header?: { 'Idempotency-Key'?: string; 'If-Match'?: string }
        path: { id: string }
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': {
            label?: string
            address: string
            city?: string
            country?: string
            postcode?: string
          }
        }
      }
      responses: {
        201: {
          headers: { [name: string]: unknown }
          content: {
            'application/json': {
              version: number
              fields: { field: string; was: unknown; became: unknown }[]
              id: string
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
  '/customers/{id}/addresses/{address}': {
    delete: {
      parameters: {
        query?: never
        header?: { 'If-Match'?: string }
        path: { id: string; address: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Changed'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/customers/{id}/consents': {
    post: {
      parameters: {
        query?: never
        header?: { 'Idempotency-Key'?: string; 'If-Match'?: string }
        path: { id: string }
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': {
            purpose: string
            isGiven: boolean
            textVersion: string
            how: string
          }
        }
      }
      responses: {
        201: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Changed'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/orders/{id}': {
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: {
            'application/json': {
              number: string
              customer: string
              placedAt: string
              status: string
              currency: string
              total: number
              address: string
              items: {
                sku: string
                name: string
                nameZh: string
                quantity: number
                price: number
              }[]
              shipments: {
                carrier: string
                tracking: string
                status: string
                shippedAt: string
                expectedAt: string | null
                deliveredAt: string | null
              }[]
              invoices: Schemas['Invoice'][]
            }
          }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
    patch: {
      parameters: {
        query?: never
        header?: { 'If-Match'?: string }
        path: { id: string }
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': {
            status?: 'processing' | 'shipped' | 'delivered' | 'cancelled' | 'returned'
            address?: string
          }
        }
      }
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Changed'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/orders/{id}/history': {
    get: {
      parameters: {
        query?: { limit?: number; cursor?: number }
        header?: never
        path: { id: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { items: Schemas['Version'][]; next: string | null } }
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
          status?: 'open' | 'pending' | 'on-hold' | 'solved' | 'closed'
          priority?: 'low' | 'normal' | 'high' | 'urgent'
          owner?: string
          team?: string
          customer?: string
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
            customer?: string | null
            order?: string | null
            category?: string
            priority?: 'low' | 'normal' | 'high' | 'urgent'
            subject: string
            body?: string
            status?: 'open'
            owner?: string | null
            team?: string | null
          }
        }
      }
      responses: {
        201: {
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
  '/tickets/{id}': {
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
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
    patch: {
      parameters: {
        query?: never
        header?: { 'If-Match'?: string }
        path: { id: string }
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': {
            customer?: string | null
            order?: string | null
            category?: string
            priority?: 'low' | 'normal' | 'high' | 'urgent'
            subject?: string
            body?: string
            status?: 'open' | 'pending' | 'on-hold' | 'solved' | 'closed'
            owner?: string | null
            team?: string | null
          }
        }
      }
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Changed'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/tickets/{id}/history': {
    get: {
      parameters: {
        query?: { limit?: number; cursor?: number }
        header?: never
        path: { id: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { items: Schemas['Version'][]; next: string | null } }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/tickets/{id}/notes': {
    get: {
      parameters: {
        query?: { limit?: number; cursor?: string }
        header?: never
        path: { id: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { items: Schemas['Note'][]; next: string | null } }
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
        path: { id: string }
        cookie?: never
      }
      requestBody: { content: { 'application/json': { text: string } } }
      responses: {
        201: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Note'] }
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
  '/companies': {
    get: {
      parameters: {
        query?: { limit?: number; cursor?: string; name?: string }
        header?: never
        path?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { items: Schemas['CompanyLine'][]; next: string | null } }
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
            domain?: string
            phone?: string
            address?: string
            city?: string
            country?: string
            postcode?: string
            owner?: string | null
            team?: string | null
          }
        }
      }
      responses: {
        201: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Company'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/companies/{id}': {
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Company'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
    patch: {
      parameters: {
        query?: never
        header?: { 'If-Match'?: string }
        path: { id: string }
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': {
            name?: string
            domain?: string
            phone?: string
            address?: string
            city?: string
            country?: string
            postcode?: string
            owner?: string | null
            team?: string | null
            attributes?: { [name: string]: string | number | boolean | null }
          }
        }
      }
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Changed'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/companies/{id}/history': {
    get: {
      parameters: {
        query?: { limit?: number; cursor?: number }
        header?: never
        path: { id: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { items: Schemas['Version'][]; next: string | null } }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/companies/{id}/notes': {
    get: {
      parameters: {
        query?: { limit?: number; cursor?: string }
        header?: never
        path: { id: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { items: Schemas['Note'][]; next: string | null } }
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
        path: { id: string }
        cookie?: never
      }
      requestBody: { content: { 'application/json': { text: string } } }
      responses: {
        201: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Note'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/tasks': {
    get: {
      parameters: {
        query?: {
          limit?: number
          cursor?: string
          status?: 'open' | 'done'
          owner?: string
          customer?: string
          ticket?: string
        }
        header?: never
        path?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { items: Schemas['Task'][]; next: string | null } }
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
            title: string
            body?: string
            status?: 'open'
            dueAt?: string | null
            remindAt?: string | null
            owner?: string | null
            team?: string | null
            customer?: string | null
            ticket?: string | null
            conversation?: string | null
          }
        }
      }
      responses: {
        201: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Task'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/tasks/{id}': {
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Task'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
    patch: {
      parameters: {
        query?: never
        header?: { 'If-Match'?: string }
        path: { id: string }
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': {
            title?: string
            body?: string
            status?: 'open' | 'done'
            dueAt?: string | null
            remindAt?: string | null
            owner?: string | null
            team?: string | null
            customer?: string | null
            ticket?: string | null
            conversation?: string | null
          }
        }
      }
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Changed'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/reminders': {
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { items: Schemas['Reminder'][] } }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/tasks/{id}/reminded': {
    post: {
      parameters: {
        query?: never
        header?: { 'Idempotency-Key'?: string }
        path: { id: string }
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
  '/tasks/{id}/history': {
    get: {
      parameters: {
        query?: { limit?: number; cursor?: number }
        header?: never
        path: { id: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { items: Schemas['Version'][]; next: string | null } }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/record-settings': {
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['RecordSettings'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/opportunities': {
    get: {
      parameters: {
        query?: {
          limit?: number
          cursor?: string
          stage?: string
          owner?: string
          customer?: string
        }
        header?: never
        path?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { items: Schemas['Opportunity'][]; next: string | null } }
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
            title: string
            customer?: string | null
            stage?: string
            amountCents: number
            currency: string
            probability?: number | null
            expectedClose?: string | null
            owner?: string | null
            reason?: string | null
            note?: string
          }
        }
      }
      responses: {
        201: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Opportunity'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/opportunities/{id}': {
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Opportunity'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
    patch: {
      parameters: {
        query?: never
        header?: { 'If-Match'?: string }
        path: { id: string }
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': {
            title?: string
            customer?: string | null
            stage?: string
            amountCents?: number
            currency?: string
            probability?: number | null
            expectedClose?: string | null
            owner?: string | null
            reason?: string | null
            note?: string
          }
        }
      }
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Opportunity'] }
        }
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
  '/opportunities/{id}/history': {
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { versions: Schemas['Version'][] } }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/sales/board': {
    get: {
      parameters: { query?: { owner?: string }; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: {
            'application/json': {
              stages: Schemas['Stage'][]
              columns: {
                stage: string
                count: number
                sums: { currency: string; amountCents: number }[]
                opportunities: Schemas['Opportunity'][]
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
  '/sales/figures': {
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: {
            'application/json': {
              stages: Schemas['Stage'][]
              owners: { id: string; name: string }[]
              forecast: {
                month: string
                currency: string
                open: number
                amountCents: number
                weightedCents: number
                won: number
                wonCents: number
              }[]
              cycle: {
                won: { medianDays: number | null; count: number }
                lost: { medianDays: number | null; count: number }
              }
              stageTimes: {
                stage: string
                still: number
                medianDays: number | null
                count: number
              }[]
              winRate: Schemas['Share']
              byOwner: {
                key: string | null
                count: number
                of: number
                share: number | null
                low: number
                high: number
              }[]
              byStage: {
                key: string | null
                count: number
                of: number
                share: number | null
                low: number
                high: number
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
  '/sales/pipeline': {
    put: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody: { content: { 'application/json': { stages: Schemas['Stage'][] } } }
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': { stages: Schemas['Stage'][] } }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/segments/fields': {
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: {
            'application/json': {
              fields: {
                name: string
                type: 'text' | 'choice' | 'count' | 'number' | 'money' | 'time' | 'yes-no'
                operators: (
                  | 'is'
                  | 'is-not'
                  | 'is-one-of'
                  | 'contains'
                  | 'begins-with'
                  | 'over'
                  | 'under'
                  | 'at-least'
                  | 'at-most'
                  | 'between'
                  | 'before'
                  | 'after'
                  | 'in-last'
                  | 'not-in-last'
                  | 'is-empty'
                  | 'is-not-empty'
                )[]
                choices?: string[]
                of?: { what: string; like: string }
                isWindowed: boolean
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
  '/segments/count': {
    post: {
      parameters: {
        query?: never
        header?: { 'Idempotency-Key'?: string }
        path?: never
        cookie?: never
      }
      requestBody: { content: { 'application/json': { filter: unknown } } }
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: {
            'application/json': {
              count: number
              of: number
              some: { id: string; name: string; language: string }[]
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
  '/segments': {
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
          content: { 'application/json': { items: Schemas['Segment'][]; next: string | null } }
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
      requestBody: { content: { 'application/json': { name: string; filter: unknown } } }
      responses: {
        201: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Segment'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/segments/{id}': {
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Segment'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
    patch: {
      parameters: {
        query?: never
        header?: { 'If-Match'?: string }
        path: { id: string }
        cookie?: never
      }
      requestBody: { content: { 'application/json': { name?: string; filter?: unknown } } }
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Segment'] }
        }
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
  '/campaigns': {
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
          content: { 'application/json': { items: Schemas['Campaign'][]; next: string | null } }
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
            segment: string | null
            channel: 'email' | 'widget'
            message: { [name: string]: { subject: string; text: string } }
            controlPercent: number
            startAt: string | null
            timeZone: string
            windowDays: number
            perMinute: number
          }
        }
      }
      responses: {
        201: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Campaign'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/campaigns/preview': {
    post: {
      parameters: {
        query?: never
        header?: { 'Idempotency-Key'?: string }
        path?: never
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': { message: { [name: string]: { subject: string; text: string } } }
        }
      }
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: {
            'application/json': { message: { [name: string]: { subject: string; text: string } } }
          }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/campaigns/{id}': {
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Campaign'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
    patch: {
      parameters: {
        query?: never
        header?: { 'If-Match'?: string }
        path: { id: string }
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': {
            name?: string
            segment?: string | null
            channel?: 'email' | 'widget'
            message?: { [name: string]: { subject: string; text: string } }
            controlPercent?: number
            startAt?: string | null
            timeZone?: string
            windowDays?: number
            perMinute?: number
          }
        }
      }
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Campaign'] }
        }
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
  '/campaigns/{id}/steps': {
    post: {
      parameters: {
        query?: never
        header?: { 'Idempotency-Key'?: string }
        path: { id: string }
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': { step: 'start' | 'unschedule' | 'pause' | 'resume' | 'cancel' }
        }
      }
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: { 'application/json': Schemas['Campaign'] }
        }
        default: {
          headers: { [name: string]: unknown }
          content: { 'application/problem+json': Schemas['Problem'] }
        }
      }
    }
  }
  '/campaigns/{id}/figures': {
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: { [name: string]: unknown }
          content: {
            'application/json': {
              waiting: number
              sent: number
              failed: number
              cancelled: number
              heldOut: number
              doubtful: number
              opened: number | null
              clicked: number
              left: number
              message: { of: number; answered: number; bought: number }
              control: { of: number; answered: number; bought: number }
              open: number
              bought: {
                treated: Schemas['Share']
                control: Schemas['Share']
                difference: number | null
                low: number
                high: number
                verdict: 'no-control' | 'too-few' | 'unclear' | 'more' | 'fewer'
              }
              answered: {
                treated: Schemas['Share']
                control: Schemas['Share']
                difference: number | null
                low: number
                high: number
                verdict: 'no-control' | 'too-few' | 'unclear' | 'more' | 'fewer'
              }
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
  '/export/{kind}': {
    get: {
      parameters: {
        query?: { format?: 'csv' | 'jsonl' | 'xlsx'; segment?: string }
        header?: never
        path: {
          kind:
            | 'companies'
            | 'customers'
            | 'contacts'
            | 'addresses'
            | 'attributes'
            | 'consents'
            | 'products'
            | 'orders'
            | 'shipments'
            | 'invoices'
            | 'returns'
            | 'tickets'
            | 'tasks'
            | 'notes'
            | 'opportunities'
            | 'segments'
            | 'campaigns'
            | 'messages'
        }
        cookie?: never
      }
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
              | 'campaigns:read'
              | 'campaigns:write'
              | 'companies:read'
              | 'companies:write'
              | 'conversations:read'
              | 'conversations:write'
              | 'customers:read'
              | 'customers:write'
              | 'imports:read'
              | 'imports:write'
              | 'orders:read'
              | 'orders:write'
              | 'privacy:erase'
              | 'privacy:export'
              | 'products:read'
              | 'records:export'
              | 'sales:read'
              | 'sales:write'
              | 'search:read'
              | 'segments:read'
              | 'segments:write'
              | 'tasks:read'
              | 'tasks:write'
              | 'teams:read'
              | 'teams:write'
              | 'tickets:read'
              | 'tickets:write'
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
