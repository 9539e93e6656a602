import type { ComponentChildren } from 'preact'

/** One card of a record's page. */
export function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="part" aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  )
}
