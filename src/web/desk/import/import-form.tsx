import { useSignal } from '@preact/signals'
import { apiCall } from '../api-call.ts'
import { Notice } from '../notice.tsx'
import type { ImportSummary } from './import-wire.ts'
import { importWords } from './words.ts'

const kinds = ['customers', 'companies', 'orders', 'products', 'tickets']

/** Sends a file to be read and checked, and opens it. */
export function ImportForm() {
  const w = importWords.value
  const isSending = useSignal(false)
  const problem = useSignal<string | null>(null)

  async function send(form: HTMLFormElement): Promise<void> {
    const data = new FormData(form)
    const file = data.get('file')
    if (!(file instanceof File)) return
    const text = (name: string) => {
      const value = data.get(name)
      return typeof value === 'string' ? value.trim() : ''
    }
    const query = new URLSearchParams({ kind: text('kind'), name: file.name })
    if (text('country') !== '') query.set('country', text('country').toUpperCase())
    const { id } = await apiCall<ImportSummary>('POST', `/imports?${query}`, file)
    location.hash = `#/settings/import/${id}`
  }

  return (
    <form
      class="import-form"
      onSubmit={(event) => {
        event.preventDefault()
        isSending.value = true
        problem.value = null
        send(event.currentTarget)
          .catch((error: Error) => (problem.value = error.message))
          .finally(() => (isSending.value = false))
      }}
    >
      <label class="field">
        {w.kind}
        <select name="kind">
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {w.kinds[kind]}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        {w.file}
        <input name="file" type="file" required accept=".csv,.tsv,.txt,.xlsx" />
      </label>
      <label class="field">
        {w.country}
        <input
          name="country"
          pattern="[A-Za-z]{2}"
          maxLength={2}
          placeholder="DE"
          autocomplete="off"
        />
        <span class="field-hint">{w.countryHint}</span>
      </label>
      <button type="submit" class="button button-main" disabled={isSending.value}>
        {isSending.value ? w.sending : w.send}
      </button>
      <Notice says={problem.value} />
    </form>
  )
}
