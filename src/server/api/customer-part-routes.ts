import { z } from 'zod'
import { addAddress, removeAddress } from '../../crm/people/addresses.ts'
import { addConsent } from '../../crm/people/consents.ts'
import { addContact, changeContact, makeFirst, removeContact } from '../../crm/people/contacts.ts'
import { line } from '../desk-input.ts'
import { apiRoute, type ApiRoute } from './api-route.ts'
import { editOf } from './edit-of.ts'
import { changedSchema } from './history-schema.ts'
import { workers } from './may.ts'
import { recordId } from './record-id.ts'

const tag = 'Customers'
const of = { kind: 'customer', by: 'id' } as const
const text = z.string().trim().max(500).default('')
const common = {
  tag,
  of,
  may: workers,
  scope: 'customers:write',
  ifMatch: 'heard',
  version: ({ version }: { version: number }) => version,
} as const
const params = z.strictObject({ id: recordId })
const contactParams = z.strictObject({ id: recordId, contact: recordId })

/** Contacts, addresses and consents: each change is a version of the customer. */
export const customerPartRoutes: readonly ApiRoute[] = [
  apiRoute({
    ...common,
    method: 'post',
    path: '/customers/:id/contacts',
    operation: 'addContact',
    summary: 'A further e-mail address or phone. Only a verified one proves who somebody is.',
    params,
    body: z.strictObject({
      kind: z.enum(['email', 'phone']),
      value: line(254),
      label: z.string().trim().max(50).default(''),
      isVerified: z.boolean().default(false),
    }),
    status: 201,
    answer: changedSchema.extend({ id: z.string() }),
    run: (call) => call.db.write(() => addContact(call.params.id, call.body, editOf(call))),
  }),
  apiRoute({
    ...common,
    method: 'patch',
    path: '/customers/:id/contacts/:contact',
    operation: 'changeContact',
    summary: 'Says whether a contact is verified, or what it is for.',
    params: contactParams,
    body: z.strictObject({
      label: z.string().trim().max(50).optional(),
      isVerified: z.boolean().optional(),
    }),
    answer: changedSchema,
    run: (call) => {
      const { label, isVerified } = call.body
      const to = {
        ...(label !== undefined && { label }),
        ...(isVerified !== undefined && { isVerified }),
      }
      return call.db.write(() =>
        changeContact(call.params.id, call.params.contact, to, editOf(call)),
      )
    },
  }),
  apiRoute({
    ...common,
    method: 'post',
    path: '/customers/:id/contacts/:contact/first',
    operation: 'makeContactFirst',
    summary: 'Puts a contact in the first place; the one that stood there stays a further one.',
    params: contactParams,
    answer: changedSchema,
    run: (call) =>
      call.db.write(() => makeFirst(call.params.id, call.params.contact, editOf(call))),
  }),
  apiRoute({
    ...common,
    method: 'delete',
    path: '/customers/:id/contacts/:contact',
    operation: 'removeContact',
    summary: 'Takes a contact away.',
    params: contactParams,
    answer: changedSchema,
    run: (call) =>
      call.db.write(() => removeContact(call.params.id, call.params.contact, editOf(call))),
  }),
  apiRoute({
    ...common,
    method: 'post',
    path: '/customers/:id/addresses',
    operation: 'addAddress',
    summary: 'A further postal address.',
    params,
    body: z.strictObject({
      label: z.string().trim().max(50).default(''),
      address: line(500),
      city: text,
      country: text,
      postcode: text,
    }),
    status: 201,
    answer: changedSchema.extend({ id: z.string() }),
    run: (call) => call.db.write(() => addAddress(call.params.id, call.body, editOf(call))),
  }),
  apiRoute({
    ...common,
    method: 'delete',
    path: '/customers/:id/addresses/:address',
    operation: 'removeAddress',
    summary: 'Takes a postal address away.',
    params: z.strictObject({ id: recordId, address: recordId }),
    answer: changedSchema,
    run: (call) =>
      call.db.write(() => removeAddress(call.params.id, call.params.address, editOf(call))),
  }),
  apiRoute({
    ...common,
    method: 'post',
    path: '/customers/:id/consents',
    operation: 'addConsent',
    summary: 'What a customer agreed to or took back; never changed, only added to.',
    params,
    body: z.strictObject({
      purpose: line(100),
      isGiven: z.boolean(),
      textVersion: line(100),
      how: line(200),
    }),
    status: 201,
    answer: changedSchema,
    run: (call) => call.db.write(() => addConsent(call.params.id, call.body, editOf(call))),
  }),
]
