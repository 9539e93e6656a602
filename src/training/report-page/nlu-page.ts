/** The results of `parley test nlu` as one page that needs nothing but itself. */
import type { NluFigures } from '../score-tested.ts'
import type { Tested } from '../test-nlu.ts'
import { confusionMatrix, histogram, reliability } from './pictures.ts'
import { style } from './style.ts'
import { both, escaped, percent } from './words.ts'

/** `how` says what was tested, in English and Chinese. */
export function nluPage(
  tested: readonly Tested[],
  figures: NluFigures,
  how: readonly [english: string, chinese: string],
): string {
  const wrong = tested
    .filter(({ expected, got }) => expected !== got.name)
    .sort((a, b) => b.got.confidence - a.got.confidence)
  return `<!doctype html>
<html data-language="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Parley: understanding</title><style>${style}</style></head><body><main>
<header><div><h1>${both('How well messages are understood', '消息理解得怎么样')}</h1><p>${both(escaped(how[0]), escaped(how[1]))}</p></div>
<button type="button" id="switch">中文</button></header>
<div class="tiles">${tiles(figures)}</div>
<div class="pair">
<section><h2>${both('Confidence', '置信度')}</h2><p>${both('Right answers above, wrong ones below; heights by their root.', '上为答对，下为答错；高度按平方根。')}</p>${key()}${histogram(figures.histogram)}</section>
<section><h2>${both('Is confidence to be believed?', '置信度可信吗？')}</h2><p>${both('How often answers of a confidence are right; on the dashed line promises are kept.', '各置信度下答对的比例；落在虚线上即名副其实。')}</p>${reliability(figures.reliability)}</section>
</div>
<section><h2>${both('What is taken for what', '谁被认作谁')}</h2><p>${both('Of many intents, the forty that are mixed up most.', '意图很多时，只列最易混淆的四十个。')}</p>${confusionMatrix(figures)}</section>
<section><h2>${both('Intents, the weakest first', '意图，最弱者在前')}</h2>${intents(figures)}</section>
<section><h2>${both('Messages taken for another intent, the surest first', '认错的消息，最自信者在前')}</h2>${errors(wrong)}</section>
</main><script>${script}</script></body></html>
`
}

const script = `const page=document.documentElement,button=document.getElementById('switch');
function show(language){page.dataset.language=language;page.lang=language;button.textContent=language==='zh'?'English':'中文'}
button.onclick=()=>show(page.dataset.language==='zh'?'en':'zh');
show(navigator.language.startsWith('zh')?'zh':'en')`

function tiles({ messages, accuracy, macro, calibrationError, perIntent }: NluFigures): string {
  const tested = perIntent.filter(({ support }) => support > 0).length
  return [
    [percent(accuracy), both('understood rightly', '理解正确')],
    [percent(macro.f1), both('F1, mean of all intents', 'F1，各意图平均')],
    [String(messages), both('messages tested', '条测试消息')],
    [String(tested), both('intents', '个意图')],
    [percent(calibrationError), both('calibration error', '校准误差')],
  ]
    .map(
      ([figure, name]) => `<div class="tile"><strong>${figure}</strong><span>${name}</span></div>`,
    )
    .join('')
}

function key(): string {
  return `<div class="key"><span><i style="background:var(--right)"></i>${both('right', '答对')}</span><span><i style="background:var(--wrong)"></i>${both('wrong', '答错')}</span></div>`
}

function intents({ perIntent }: NluFigures): string {
  const rows = perIntent
    .toSorted((a, b) => a.f1 - b.f1 || b.support - a.support)
    .map(
      ({ intent, precision, recall, f1, support, confusedWith }) =>
        `<tr><td>${escaped(intent)}</td><td class="number"><span class="bar"><i style="width:${(f1 * 100).toFixed(0)}%"></i></span>${percent(f1)}</td><td class="number">${percent(precision)}</td><td class="number">${percent(recall)}</td><td class="number">${support}</td><td>${confusedWith
          .slice(0, 3)
          .map(([other, count]) => `${escaped(other)} ×${count}`)
          .join(', ')}</td></tr>`,
    )
  return `<div class="scroll" tabindex="0"><table><thead><tr><th>${both('intent', '意图')}</th><th class="number">F1</th><th class="number">${both('precision', '精确率')}</th><th class="number">${both('recall', '召回率')}</th><th class="number">${both('messages', '消息')}</th><th>${both('taken for', '被认作')}</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`
}

/** More than these nobody reads; all are in intent_errors.json. */
const MOST_ERRORS = 500

function errors(wrong: readonly Tested[]): string {
  if (wrong.length === 0) return `<p>${both('None.', '没有。')}</p>`
  const rows = wrong
    .slice(0, MOST_ERRORS)
    .map(
      ({ text, source, expected, got, nearest }) =>
        `<tr><td>${escaped(text)}<br><code>${escaped(`${source.file}:${source.line}`)}</code></td><td class="right">${escaped(expected)}</td><td class="wrong">${escaped(got.name)}<br>${percent(got.confidence)}</td><td>${nearest
          .map(
            ({ file, line, name, text: near }) =>
              `<span class="near">${escaped(near)} <code>${escaped(`${name ?? ''} ${file}:${line}`)}</code></span>`,
          )
          .join('')}</td></tr>`,
    )
  const more =
    wrong.length > MOST_ERRORS
      ? `<p>${both(`… and ${wrong.length - MOST_ERRORS} more in intent_errors.json.`, `……另有 ${wrong.length - MOST_ERRORS} 条，见 intent_errors.json。`)}</p>`
      : ''
  return `<div class="scroll" tabindex="0"><table><thead><tr><th>${both('message', '消息')}</th><th>${both('means', '实际')}</th><th>${both('taken for', '被认作')}</th><th>${both('nearest training lines', '最近的训练语句')}</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>${more}`
}
