import { statusOf, type ProblemForm } from '../answer-with-problem.ts'
import { z } from 'zod'

/** RFC 9457. `code` is for programs and stays; `detail` is for people. */
export const problemJson: ProblemForm = {
  type: 'application/problem+json; charset=utf-8',
  bodyOf(problem) {
    const { kind, code, message, retryAfter, details } = problem
    return {
      type: 'about:blank',
      title: titles[kind],
      status: statusOf(problem),
      detail: message,
      code,
      ...(retryAfter !== undefined && { retryAfter }),
      ...(details && { details }),
    }
  },
}

const titles = {
  invalid: 'The request is not right',
  'not-found': 'There is no such thing',
  'not-allowed': 'Not allowed',
  conflict: 'Something else is so already',
  unavailable: 'Not possible at this moment',
} as const

/** The same, for the OpenAPI document. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('What is wrong, and what to do about it.'),
    code: z.string().describe('Stable, for programs.'),
    retryAfter: z.number().optional().describe('Seconds after which trying again makes sense.'),
    details: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'Problem' })
