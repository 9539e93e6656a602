import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Campaign } from '../../../server/wire.ts'
import { post } from '../../shared/call.ts'
import { LinkedText } from '../../shared/linked-text.tsx'
import { Notice } from '../notice.tsx'
import { words } from '../sales/words.ts'

type Message = Campaign['message']

const WAIT_MS = 400

/** The letters as somebody gets them, filled by the server a moment after they change. */
export function Preview({ message, channel }: { message: Message; channel: Campaign['channel'] }) {
  const w = words.value
  const filled = useSignal<Message>({})
  const problem = useSignal<string | null>(null)
  const asked = JSON.stringify(message)
  useEffect(() => {
    let isWanted = true
    const timer = setTimeout(() => {
      post<{ message: Message }>('/api/v1/campaigns/preview', {
        message: JSON.parse(asked) as Message,
      }).then(
        (answer) => isWanted && ((filled.value = answer.message), (problem.value = null)),
        (refusal: Error) => isWanted && (problem.value = refusal.message),
      )
    }, WAIT_MS)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [asked])
  const letters = Object.entries(filled.value)
  if (letters.length === 0 && !problem.value) return null
  return (
    <section class="preview" aria-label={w.preview}>
      <h3>{w.preview}</h3>
      <Notice says={problem.value} />
      <div class="letters">
        {letters.map(([language, { subject, text }]) => (
          <article key={language} lang={language} class="preview-letter">
            {channel === 'email' && subject !== '' && <h4>{subject}</h4>}
            <p>
              <LinkedText text={text} />
            </p>
          </article>
        ))}
      </div>
    </section>
  )
}
