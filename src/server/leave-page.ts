type Step = 'ask' | 'done' | 'unknown'

/** The page behind the link by which somebody leaves; without a script or a picture. */
export function leavePage(step: Step, language: string): string {
  const isChinese = language.startsWith('zh')
  const { title, says } = (isChinese ? chinese : english)[step]
  const button = isChinese ? '退订' : 'Unsubscribe'
  const form = step === 'ask' ? `<form method="post"><button>${button}</button></form>` : ''
  return `<!doctype html>
<html lang="${isChinese ? 'zh' : 'en'}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}</title>
<main><h1>${title}</h1><p>${says}</p>${form}</main>
</html>
`
}

const english = {
  ask: { title: 'Unsubscribe', says: 'You will get no more messages of this kind.' },
  done: { title: 'You are unsubscribed', says: 'You get no more messages of this kind.' },
  unknown: { title: 'This link is not valid', says: 'It may be incomplete, or no longer in use.' },
} as const

const chinese = {
  ask: { title: '退订', says: '您将不再收到此类消息。' },
  done: { title: '您已退订', says: '您不会再收到此类消息。' },
  unknown: { title: '此链接无效', says: '链接可能不完整，或已不再使用。' },
} as const
