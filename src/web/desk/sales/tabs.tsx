/** The parts of a page, as links: the address says which is open. */
export function Tabs(props: {
  label: string
  tabs: readonly { readonly href: string; readonly name: string; readonly isOpen: boolean }[]
}) {
  return (
    <nav class="tabs" aria-label={props.label}>
      {props.tabs.map(({ href, name, isOpen }) => (
        <a key={href} href={href} aria-current={isOpen ? 'page' : undefined}>
          {name}
        </a>
      ))}
    </nav>
  )
}
