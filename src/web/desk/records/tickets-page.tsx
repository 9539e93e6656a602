import { useEffect } from 'preact/hooks'
import type { PageProps } from '../pages/page.ts'
import { loadSettings } from './settings.ts'
import { TicketList } from './ticket-list.tsx'
import { TicketRecord } from './ticket-record.tsx'
import './records.css'

/** `#/tickets?status=solved&owner=nobody`, `#/tickets/T-7K2M4Q`. */
export default function TicketsPage({ path: [number], query }: PageProps) {
  useEffect(loadSettings, [])
  return number ? <TicketRecord key={number} number={number} /> : <TicketList query={query} />
}
