/** What a look at one thing came to. */
export type Finding = {
  /** What was looked at: `node`, `disk`, `clock`, `permissions`, `database`, `log` … */
  readonly check: string
  /** `wrong` is to be put right now; `warning` is to be known. */
  readonly state: 'ok' | 'warning' | 'wrong'
  /** One sentence, with what to do about it. */
  readonly says: string
}

export const ok = (check: string, says: string): Finding => ({ check, state: 'ok', says })
export const warning = (check: string, says: string): Finding => ({ check, state: 'warning', says })
export const wrong = (check: string, says: string): Finding => ({ check, state: 'wrong', says })
