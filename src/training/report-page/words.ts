/** Each sentence of the page in English and Chinese, both in the page, one shown. */
export function both(english: string, chinese: string): string {
  return `<span lang="en">${english}</span><span lang="zh">${chinese}</span>`
}

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** 0.9123 → 91.2 % */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
