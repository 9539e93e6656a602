import '../shared/base.css'
import { render } from 'preact'
import { Desk } from './desk.tsx'
import { watchTheNetwork } from './live.ts'
import { followTheAddress } from './place.ts'
import { findOutWhoIsHere } from './session.ts'
import { listenForShortcuts } from './shortcuts.ts'
import { me } from './state.ts'

const root = document.getElementById('desk')
if (root) render(<Desk />, root)

addEventListener('hashchange', () => me.value && followTheAddress())
watchTheNetwork()
listenForShortcuts()
void findOutWhoIsHere()
