/** `npm run sentiment`: trains `model.json` from the sentences beside it. */
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { SENTIMENT_FILE, encodeSentiment } from '../../src/nlp/sentiment-model.ts'
import { showProgress } from '../../src/progress.ts'
import { FLAGS, readSentiment } from '../../src/training/read-sentiment.ts'
import { SENTIMENT_FEW, trainSentiment } from '../../src/training/train-sentiment.ts'

const root = new URL('../../', import.meta.url)
const sources = ['en', 'zh'].map((language) => {
  const file = `data/sentiment/${language}.yml`
  return { file, text: readFileSync(new URL(file, root), 'utf8') }
})
const examples = sources.flatMap(({ file, text }) => readSentiment(file, text))
const progress = showProgress()
const net = trainSentiment(examples, { ...SENTIMENT_FEW, seed: 1, flags: FLAGS }, (done, total) =>
  progress.show({ stage: 'training', done, total }),
)
progress.end()
const source = createHash('sha256')
  .update(sources.map(({ text }) => text).join('\n'))
  .digest('hex')
writeFileSync(new URL(SENTIMENT_FILE, root), encodeSentiment(net, source))
console.log(`${SENTIMENT_FILE}: ${examples.length} sentences`)
