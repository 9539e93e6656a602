import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { LanguageSwitch } from '../shared/language-switch.tsx'
import { Notice } from './notice.tsx'
import { words } from './words.ts'
import './entrance.css'

/** The page before the desk: a form on a quiet ground. */
export function Entrance(props: {
  title: string
  action: string
  help?: string
  children: ComponentChildren
  submit: () => Promise<void>
}) {
  const problem = useSignal<string | null>(null)
  const isBusy = useSignal(false)
  const submit = async (event: Event) => {
    event.preventDefault()
    if (isBusy.value) return
    isBusy.value = true
    problem.value = null
    try {
      await props.submit()
    } catch (refusal) {
      problem.value = refusal instanceof Error ? refusal.message : words.value.problem
    }
    isBusy.value = false
  }
  return (
    <main class="entrance">
      <form class="entrance-form" onSubmit={(event) => void submit(event)}>
        <header>
          <span class="entrance-brand">Parley</span>
          <LanguageSwitch />
        </header>
        <h1>{props.title}</h1>
        {props.help && <p class="entrance-help">{props.help}</p>}
        <Notice says={problem.value} />
        {props.children}
        <button class="button button-main" type="submit" disabled={isBusy.value}>
          {props.action}
        </button>
      </form>
    </main>
  )
}
