import { usePreferences } from '../app/preferences.js'
import { chinese } from './chinese.js'
import { english } from './english.js'
import type { Language } from './language.js'
import type { Text } from './text.js'

const TEXTS: Record<Language, Text> = { en_US: english, zh_CN: chinese }

/** All words of the console in the language that is chosen. */
export function useText(): Text {
  return TEXTS[usePreferences().language]
}
