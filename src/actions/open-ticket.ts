import type { Tracker } from '../conversation.ts'
import { findCustomer } from '../crm/customers.ts'
import { ordersOf } from '../crm/orders.ts'
import { findTicket } from '../crm/tickets.ts'
import type { Action, ActionContext, Outcome } from './action.ts'
import { askForProof } from './ask-for-proof.ts'
import { forgotten } from './forgotten.ts'
import { isEmail } from './is-email.ts'
import { askWhichOrder, orderNotFound, pickOrder, readOf } from './pick-order.ts'
import { problemOf, tellsEnough } from './problem-of.ts'
import { referenceNumber } from './reference-number.ts'
import { actionsThisTurn, intentNow } from './this-turn.ts'
import { orderCategories, saysItAll, ticketCategories, ticketSubjects } from './ticket-subjects.ts'

const name = 'action_open_ticket'

/**
 * Writes down for the desk what a customer has trouble with, in their own words. What concerns an
 * order needs proof of who is asking (proof_form) and goes through problem_form; anything else needs
 * an address to answer to (contact_form). Urgent when the customer is upset.
 */
export const openTicket: Action = async (context) => {
  const { tracker } = context
  const started = begin(tracker)
  const outcome = orderCategories.includes(started.ticket_category)
    ? await aboutOrder(context, started)
    : await aboutElse(context, started)
  return { ...outcome, slots: { ...started, wish: null, ...outcome.slots } }
}

type Begun = { readonly ticket_category: string; readonly problem: string | null }
type Told = Begun & { readonly problem: string }

const isTold = (begun: Begun): begun is Told => begun.problem !== null

/** What it is about: said just now, or earlier when this goes on after a form. */
function begin(tracker: Tracker): Begun {
  const { ticket_category: earlier, problem } = tracker.slots
  const goesOn = actionsThisTurn(tracker).some((action) => /_form$|_proof$|_continue$/.test(action))
  if (goesOn && typeof earlier === 'string') {
    return { ticket_category: earlier, problem: problemOf(problem) }
  }
  const text = tracker.latest?.text ?? ''
  const intent = intentNow(tracker)
  const isTold = saysItAll.includes(intent) || tellsEnough(text)
  return {
    ticket_category: ticketCategories[intent] ?? 'complaint',
    problem: isTold ? problemOf(text) : null,
  }
}

async function aboutOrder(context: ActionContext, begun: Begun): Promise<Outcome> {
  const { tracker, db } = context
  if (tracker.customer === null) return askForProof(context, name)
  const orders = await ordersOf(db, tracker.customer)
  const pick = pickOrder(tracker, orders, ({ status }) => status === 'delivered')
  if ('unknown' in pick) return orderNotFound(pick.unknown, name)
  if ('fitting' in pick) {
    const choice = pick.fitting.length > 0 ? pick.fitting : orders
    return choice.length > 0
      ? askWhichOrder(choice, name, tracker)
      : { slots: forgotten, says: [{ response: 'utter_no_orders' }] }
  }
  const { order } = pick
  const slots = { order_number: order.number }
  const reads = [readOf(order)]
  if (!isTold(begun)) return { slots, followUp: 'problem_form', reads }
  return { ...(await open(context, begun, { order: order.number })), reads }
}

async function aboutElse(context: ActionContext, begun: Begun): Promise<Outcome> {
  const { tracker, db } = context
  const customer = tracker.customer === null ? null : await findCustomer(db, tracker.customer)
  const said = tracker.slots['email']
  const email = customer?.email ?? (isEmail(said) ? said : null)
  if (email === null || !isTold(begun)) {
    return { slots: { email }, followUp: 'contact_form' }
  }
  return open(context, begun, { email })
}

async function open(
  { tracker, db, turn }: ActionContext,
  { ticket_category: category, problem }: Told,
  about: { readonly order?: string; readonly email?: string },
): Promise<Outcome> {
  const isUpset = tracker.upset > 0 || (tracker.latest?.understanding.isUpset ?? false)
  const number = await referenceNumber('T', turn, async (taken) => !!(await findTicket(db, taken)))
  return {
    slots: forgotten,
    says: [
      {
        response: isUpset ? 'utter_ticket_opened_urgent' : 'utter_ticket_opened',
        facts: { ticket_number: number },
      },
    ],
    changes: [
      {
        do: 'open-ticket',
        ticket: {
          number,
          customer: tracker.customer,
          order: about.order ?? null,
          category,
          priority: isUpset ? 'high' : 'normal',
          subject: ticketSubjects[category] ?? category,
          // An unproven address is a claim: it stands in the text and not in the record.
          body: tracker.customer === null ? `${problem}\n\nAnswer to: ${about.email}` : problem,
        },
      },
    ],
  }
}
