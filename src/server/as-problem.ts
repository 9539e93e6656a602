import { Problem } from '../problem.ts'

/** What a person may be told of an error of the HTTP layer; null when it is a bug of ours. */
export function asProblem(error: unknown): Problem | null {
  if (error instanceof Problem) return error
  if (!(error instanceof Error)) return null
  const type = 'type' in error ? error.type : undefined
  if (type === 'entity.too.large') {
    return new Problem('invalid', 'MessageSizeTooBig', 'The request is larger than 256 KB.')
  }
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') {
    return new Problem(
      'invalid',
      'EncodingNotSupported',
      'The request must be plain UTF-8 JSON, neither compressed nor in another charset.',
    )
  }
  if (type === 'entity.parse.failed') return badSyntax()
  const status = 'status' in error ? error.status : undefined
  if (typeof status !== 'number' || status < 400 || status > 499) return null
  if (status === 404) return notFound()
  return new Problem('invalid', 'BadRequest', 'The request cannot be read.')
}

export function badSyntax(): Problem {
  return new Problem('invalid', 'BadSyntax', 'The body of the request is not JSON.')
}

export function notFound(): Problem {
  return new Problem('not-found', 'NotFound', 'There is nothing at this address.')
}
