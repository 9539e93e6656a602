/** The pictures of the page, as SVG and tables. */
import type { NluFigures } from '../score-tested.ts'
import { both, escaped, percent } from './words.ts'

const WIDTH = 480
const HEIGHT = 260
const LEFT = 44
const BOTTOM = 30
const TOP = 10

/** Right answers upwards from the middle line, wrong ones downwards. */
export function histogram(columns: NluFigures['histogram']): string {
  // By its root, or the few wrong answers could not be seen beside the many right ones.
  const [above, below] = (['right', 'wrong'] as const).map((kind) =>
    Math.sqrt(Math.max(1, ...columns.map((column) => column[kind]))),
  )
  const unit = (HEIGHT - TOP - BOTTOM) / (above! + below!)
  const tall = (count: number): number => Math.sqrt(count) * unit
  const middle = TOP + above! * unit
  const wide = (WIDTH - LEFT) / columns.length
  const bars = columns.map(({ right, wrong }, n) => {
    const x = (LEFT + n * wide + 1).toFixed(1)
    const said = `${(n * 100) / columns.length}–${((n + 1) * 100) / columns.length} %: ${right} ✓, ${wrong} ✗`
    return `<g><title>${said}</title>${bar(x, middle - tall(right), wide - 2, tall(right), 'right')}${bar(x, middle, wide - 2, tall(wrong), 'wrong')}</g>`
  })
  const axis = `<line class="axis" x1="${LEFT}" x2="${WIDTH}" y1="${middle}" y2="${middle}"/>`
  return svg(`${axis}${bars.join('')}${shares()}`)
}

function bar(x: string, y: number, width: number, height: number, kind: 'right' | 'wrong'): string {
  return `<rect x="${x}" y="${y.toFixed(1)}" width="${width.toFixed(1)}" height="${height.toFixed(1)}" rx="2" fill="var(--${kind})"/>`
}

/** How often answers of a confidence are right, beside the line on which promises are kept. */
export function reliability(bins: NluFigures['reliability']): string {
  const x = (share: number): number => LEFT + share * (WIDTH - LEFT - 8)
  const y = (share: number): number => HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP)
  const points = bins.map(
    ({ confidence, right }) => `${x(confidence).toFixed(1)},${y(right).toFixed(1)}`,
  )
  const dots = bins.map(
    ({ confidence, right, count }) =>
      `<circle cx="${x(confidence).toFixed(1)}" cy="${y(right).toFixed(1)}" r="4" fill="var(--accent)"><title>${percent(confidence)} → ${percent(right)} (${count})</title></circle>`,
  )
  const rows = [0, 0.25, 0.5, 0.75, 1].map(
    (share) =>
      `<line class="axis" x1="${LEFT}" x2="${WIDTH}" y1="${y(share)}" y2="${y(share)}"/><text x="${LEFT - 6}" y="${y(share) + 4}" text-anchor="end">${share * 100}</text>`,
  )
  return svg(
    `${rows.join('')}<line class="even" x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}"/><polyline fill="none" stroke="var(--accent)" stroke-width="2" points="${points.join(' ')}"/>${dots.join('')}${shares()}`,
  )
}

function shares(): string {
  return [0, 0.25, 0.5, 0.75, 1]
    .map((share) => {
      const anchor = share === 0 ? 'start' : share === 1 ? 'end' : 'middle'
      return `<text x="${LEFT + share * (WIDTH - LEFT)}" y="${HEIGHT - 10}" text-anchor="${anchor}">${share * 100} %</text>`
    })
    .join('')
}

function svg(content: string): string {
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img">${content}</svg>`
}

/** Rows are what messages mean, columns what they were taken for; of many intents the mixed up ones. */
export function confusionMatrix({ perIntent }: NluFigures): string {
  const mixed = new Map<string, number>()
  for (const { intent, confusedWith } of perIntent) {
    for (const [other, count] of confusedWith) {
      mixed.set(intent, (mixed.get(intent) ?? 0) + count)
      mixed.set(other, (mixed.get(other) ?? 0) + count)
    }
  }
  const shown = perIntent
    .toSorted((a, b) => (mixed.get(b.intent) ?? 0) - (mixed.get(a.intent) ?? 0))
    .slice(0, MOST_SHOWN)
    .map(({ intent }) => intent)
    .sort()
  const figures = new Map(perIntent.map((each) => [each.intent, each]))
  const rows = shown.map((intent) => {
    const { support, recall, confusedWith } = figures.get(intent)!
    const counts = new Map(confusedWith).set(intent, Math.round(support * recall))
    const cells = shown.map((other) => cell(counts.get(other) ?? 0, support, intent, other))
    return `<tr><th scope="row">${escaped(intent)}</th>${cells.join('')}</tr>`
  })
  const heads = shown.map(
    (intent) => `<th scope="col"><span class="name">${escaped(intent)}</span></th>`,
  )
  return `<div class="scroll" tabindex="0"><table class="matrix"><thead><tr><th>${both('is ↓ · taken for →', '实际 ↓ · 判为 →')}</th>${heads.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`
}

const MOST_SHOWN = 40

function cell(count: number, support: number, intent: string, other: string): string {
  if (count === 0) return '<td></td>'
  const share = support === 0 ? 0 : count / support
  const deep = intent === other ? share * 0.5 : 0.15 + 0.85 * share
  const colour =
    intent === other
      ? `rgba(var(--cell),${deep.toFixed(2)})`
      : `color-mix(in srgb,var(--wrong) ${(deep * 80).toFixed(0)}%,transparent)`
  return `<td style="background:${colour}" title="${escaped(`${intent} → ${other}: ${count}`)}">${count}</td>`
}
