import { createRoot } from 'react-dom/client'
import './app/page.css'
import { ConsoleApp } from './app/console-app.js'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no place for the console.')
createRoot(root).render(<ConsoleApp />)
