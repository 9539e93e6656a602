export function TextField({
  label,
  value,
  onInput,
  type = 'text',
}: {
  label: string
  value: string
  onInput: (value: string) => void
  type?: 'text' | 'email'
}) {
  const input = {
    required: true,
    value,
    onInput: (event: { readonly currentTarget: HTMLInputElement }) =>
      onInput(event.currentTarget.value),
  }
  return (
    <label class="field">
      {label}
      {type === 'email' ? (
        <input type="email" maxLength={254} {...input} />
      ) : (
        <input type="text" maxLength={80} {...input} />
      )}
    </label>
  )
}
