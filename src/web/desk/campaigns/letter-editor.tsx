import type { Campaign } from '../../../server/wire.ts'
import { words } from '../sales/words.ts'

type Message = Campaign['message']
const languages = ['en', 'zh'] as const

/** The message in each language; one that is left empty is not sent. */
export function LetterEditor(props: {
  channel: Campaign['channel']
  message: Message
  onChange: (message: Message) => void
}) {
  const w = words.value
  const { channel, message, onChange } = props

  function write(language: (typeof languages)[number], part: { subject?: string; text?: string }) {
    const letter = { subject: '', text: '', ...message[language], ...part }
    const { [language]: _, ...others } = message
    const isEmpty = letter.subject === '' && letter.text === ''
    onChange(isEmpty ? others : { ...others, [language]: letter })
  }

  return (
    <>
      <div class="letters">
        {languages.map((language) => (
          <fieldset key={language} class="form">
            <legend>{w.languages[language]}</legend>
            {channel === 'email' && (
              <label class="field">
                {w.subject}
                <input
                  lang={language}
                  maxLength={200}
                  value={message[language]?.subject ?? ''}
                  onInput={({ currentTarget }) => write(language, { subject: currentTarget.value })}
                />
              </label>
            )}
            <label class="field">
              {w.text}
              <textarea
                lang={language}
                rows={6}
                maxLength={20_000}
                aria-describedby="letter-hint"
                value={message[language]?.text ?? ''}
                onInput={({ currentTarget }) => write(language, { text: currentTarget.value })}
              />
            </label>
          </fieldset>
        ))}
      </div>
      <p class="field-hint" id="letter-hint">
        {w.textHint} {w.previewHint}
      </p>
    </>
  )
}
