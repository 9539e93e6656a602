/** A few ways to narrow a list down, as links: the address says which. */
export function ChoiceBar({
  name,
  choices,
  chosen,
}: {
  name: string
  choices: readonly { readonly id: string; readonly name: string; readonly href: string }[]
  chosen: string
}) {
  return (
    <nav class="records-tabs" aria-label={name}>
      {choices.map((choice) => (
        <a
          key={choice.id}
          href={choice.href}
          aria-current={choice.id === chosen ? 'page' : undefined}
        >
          {choice.name}
        </a>
      ))}
    </nav>
  )
}
