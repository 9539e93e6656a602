import '../shared/base.css'
import { render } from 'preact'
import { ApiDocs } from './api-docs.tsx'

const root = document.getElementById('api-docs')
if (root) render(<ApiDocs />, root)
