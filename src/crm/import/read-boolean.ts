const words = new Map<string, boolean>([
  ...['true', 'yes', 'y', 't', 'on', '1', 'ja', 'oui', 'sí', 'x', '是', '对', '有', '真', '✓'].map(
    (word) => [word, true] as const,
  ),
  ...['false', 'no', 'n', 'f', 'off', '0', 'nein', 'non', '否', '不', '无', '假', '✗'].map(
    (word) => [word, false] as const,
  ),
])

/** Yes or no in words, letters or figures; else null. */
export const readBoolean = (text: string): boolean | null =>
  words.get(text.normalize('NFKC').trim().toLowerCase()) ?? null
