import { z } from 'zod'
import { customerShape } from '../../crm/records/customer-shape.ts'
import { answeredAttributes } from './attributes-body.ts'
import { answeredOf } from './record-schema.ts'

export const contactSchema = z
  .object({
    id: z.string(),
    kind: z.enum(['email', 'phone']),
    label: z.string(),
    value: z.string(),
    isVerified: z.boolean(),
    isOnFile: z.boolean().describe("Whether the shop's own files named it, which proves an order."),
    addedAt: z.string(),
  })
  .meta({ id: 'Contact' })

export const addressSchema = z
  .object({
    id: z.string(),
    label: z.string(),
    address: z.string(),
    city: z.string(),
    country: z.string(),
    postcode: z.string(),
    addedAt: z.string(),
  })
  .meta({ id: 'Address' })

export const consentSchema = z
  .object({
    purpose: z.string(),
    isGiven: z.boolean(),
    textVersion: z.string(),
    how: z.string(),
    at: z.string(),
    by: z.string(),
  })
  .meta({ id: 'Consent' })

export const scoreSchema = z
  .object({
    name: z
      .enum(['churn-risk'])
      .describe('churn-risk: that they order nothing in the next 90 days.'),
    value: z.number().describe('0 to 1.'),
    at: z.string().describe('When it was found.'),
  })
  .meta({ id: 'Score' })

export const customerSchema = z
  .object({
    id: z.string(),
    ...answeredOf(customerShape),
    companyName: z.string().nullable(),
    version: z.int(),
    contacts: z.array(contactSchema).describe('Beside the first e-mail address and phone.'),
    addresses: z.array(addressSchema).describe('Beside the first address.'),
    attributes: answeredAttributes,
    consents: z.array(consentSchema).describe('The latest of a purpose is how it stands.'),
    scores: z.array(scoreSchema),
  })
  .meta({ id: 'Customer' })

export const customerLineSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    phone: z.string(),
    tier: z.string(),
    since: z.string(),
    company: z.string().nullable(),
    companyName: z.string().nullable(),
    owner: z.string().nullable(),
    openTickets: z.int(),
  })
  .meta({ id: 'CustomerLine' })

export const momentSchema = z
  .object({
    at: z.string(),
    ref: z.string(),
    kind: z.string(),
    of: z.string(),
    record: z.string(),
    by: z.object({ kind: z.string().nullable(), name: z.string() }),
    text: z.string(),
    field: z.string().nullable(),
    was: z.json(),
    became: z.json(),
  })
  .meta({ id: 'Moment' })
