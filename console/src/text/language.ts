/** Languages of the console, as the API names those of files. */
export const LANGUAGES = ['en_US', 'zh_CN'] as const

export type Language = (typeof LANGUAGES)[number]

/** The first language that we have among those a browser prefers. @default en_US */
export function languageOf(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    if (/^zh\b/i.test(tag)) return 'zh_CN'
    if (/^en\b/i.test(tag)) return 'en_US'
  }
  return 'en_US'
}
