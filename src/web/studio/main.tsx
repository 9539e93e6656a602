import '../shared/base.css'
import { render } from 'preact'
import { loadOverview } from './state.ts'
import { Studio } from './studio.tsx'

const root = document.getElementById('studio')
if (root) render(<Studio />, root)
void loadOverview()
