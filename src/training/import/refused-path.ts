const reserved = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i

/** Why a file may not have this path in an archive, with `/` between its parts; null when it may. */
export function refusedPath(path: string): string | null {
  if (path === '' || path.length > 1_000) return 'which is empty or too long'
  if (/^[/\\]|^[a-z]:/i.test(path)) return 'which is an absolute path'
  if (/\p{Cc}/u.test(path)) return 'which has control characters'
  for (const part of path.replace(/\/$/, '').split(/[/\\]/)) {
    if (part === '..') return 'which leads out of the archive'
    if (part === '' || part === '.') return 'which has an empty part'
    if (reserved.test(part)) return 'which is the name of a device on Windows'
    if (/[. ]$/.test(part)) return 'which ends in a dot or a space'
    if (/[<>:"|?*]/.test(part)) return 'which has characters that Windows does not allow'
  }
  return null
}
