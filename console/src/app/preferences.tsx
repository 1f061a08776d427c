import { createContext, type ReactNode, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { LANGUAGES, type Language, languageOf } from '../text/language.js'

/** What a user chose for this browser. No secret, so it may be kept where scripts can read it. */
export interface Preferences extends Choice {
  readonly choose: (change: Partial<Choice>) => void
}

interface Choice {
  readonly language: Language
  readonly isDark: boolean
  /** IANA name of the zone in which times are shown. */
  readonly timeZone: string
}

const KEY = 'deskledger.preferences'

const PreferencesContext = createContext<Preferences | undefined>(undefined)

/** Preferences for all that is inside: those chosen before, else those of the browser, whose colours may change meanwhile. */
export function PreferencesProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [chosen, setChosen] = useState(kept)
  const isSystemDark = useSyncExternalStore(onSystemColors, () => DARK_SYSTEM.matches)
  const preferences = useMemo<Preferences>(
    () => ({
      language: languageOf(navigator.languages),
      isDark: isSystemDark,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      ...chosen,
      choose: (change) => setChosen((former) => ({ ...former, ...change })),
    }),
    [chosen, isSystemDark],
  )
  const { language, isDark } = preferences
  useEffect(() => localStorage.setItem(KEY, JSON.stringify(chosen)), [chosen])
  useEffect(() => {
    document.documentElement.lang = language.replace('_', '-')
    document.documentElement.style.colorScheme = isDark ? 'dark' : 'light'
  }, [language, isDark])
  return <PreferencesContext value={preferences}>{children}</PreferencesContext>
}

export function usePreferences(): Preferences {
  const preferences = useContext(PreferencesContext)
  if (preferences === undefined) throw new Error('PreferencesProvider is missing.')
  return preferences
}

const DARK_SYSTEM = window.matchMedia('(prefers-color-scheme: dark)')

function onSystemColors(tell: () => void): () => void {
  DARK_SYSTEM.addEventListener('change', tell)
  return () => DARK_SYSTEM.removeEventListener('change', tell)
}

/** What was kept by this or another version, as far as it still means something. */
function kept(): Partial<Choice> {
  try {
    const { language, isDark, timeZone } = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Record<string, unknown>
    return {
      ...(LANGUAGES.some((known) => known === language) && { language: language as Language }),
      ...(typeof isDark === 'boolean' && { isDark }),
      ...(typeof timeZone === 'string' && isZone(timeZone) && { timeZone }),
    }
  } catch {
    return {}
  }
}

/** Whether the browser knows the zone. */
function isZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }) !== undefined
  } catch {
    return false
  }
}
