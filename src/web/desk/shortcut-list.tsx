import { Dialog } from '../shared/dialog.tsx'
import { areKeysOn } from './shortcuts.ts'
import { dialog } from './state.ts'
import { words } from './words.ts'
import './shortcut-list.css'

export function ShortcutList() {
  const w = words.value
  const keys: readonly (readonly [string, string])[] = [
    ['/', w.search],
    ['j', w.shortcutList.next],
    ['k', w.shortcutList.previous],
    ['1 2 3 4', w.shortcutList.inboxes],
    ['c', w.shortcutList.claim],
    ['r', w.shortcutList.reply],
    ['n', w.shortcutList.note],
    ['b', w.shortcutList.giveBack],
    ['e', w.shortcutList.resolve],
    ['Esc', w.shortcutList.leave],
    ['?', w.shortcutList.help],
  ]
  return (
    <Dialog title={w.shortcuts} close={w.close} onClose={() => (dialog.value = null)}>
      <label class="shortcut-switch">
        <input
          type="checkbox"
          checked={areKeysOn.value}
          onChange={(event) => (areKeysOn.value = event.currentTarget.checked)}
        />
        {w.shortcutsOn}
      </label>
      <dl class="shortcuts">
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              {key.split(' ').map((one) => (
                <kbd key={one}>{one}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
