import type { Finding } from './finding.ts'

// Each is bounded or runs to a named end, and begins where a word begins.
const keys: readonly RegExp[] = [
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]{0,8000}?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/g,
  /(?<![\w-])eyJ[\w-]{8,2000}\.[\w-]{8,2000}\.[\w-]{0,2000}/g, // JSON Web Token, RFC 7519
  /(?<![\w-])(?:sk|pk|rk)[-_](?:live|test|proj|ant)?[-_]?[\w-]{16,200}/g,
  /(?<!\w)(?:AKIA|ASIA)[A-Z\d]{16}(?!\w)/g,
  /(?<!\w)(?:gh[pousr]_\w{30,255}|github_pat_\w{50,255}|glpat-[\w-]{20,64})/g,
  /(?<!\w)xox[abprs]-[\w-]{10,250}/g,
  /(?<!\w)AIza[\w-]{35}/g,
]

/** What follows a word for a secret: one run without blanks, of which the word is no part. */
const named =
  /(?:\b(?:pass(?:word|code|phrase)|pwd|secret|api[ _-]?key|access[ _-]?token|bearer|pin(?: code)?)\b|密码|口令|密钥|令牌)(?:\s{0,2}(?:is|为|是)|\s{0,2}[:=])?\s{0,2}["'“‘]?([^\s"'”’，。；,;]{4,200})/gi

/** Keys, tokens and passwords. */
export function findKeys(folded: string): Finding[] {
  const found: Finding[] = []
  for (const key of keys) {
    for (const { 0: written, index } of folded.matchAll(key)) {
      found.push({ kind: 'key', start: index, end: index + written.length })
    }
  }
  for (const { 0: written, 1: secret = '', index } of folded.matchAll(named)) {
    // "my password does not work" names none: a secret has more than letters.
    if (!/[a-z]/i.test(secret) ? !/^\d{4,}$/.test(secret) : !/[\d\W_]/.test(secret)) continue
    if (/[\u2e80-\u9fff]/.test(secret)) continue
    const end = index + written.length
    found.push({ kind: 'key', start: end - secret.length, end })
  }
  return found
}
