import type { Language, PeopleLayout } from '@deskledger/domain'

/** The words for true and false in a file (spec/export-file.md 1, row 17). */
export const BOOLEAN_WORDS: Readonly<Record<Language, PeopleLayout['booleanWords']>> = {
  en_US: { yes: 'Yes', no: 'No' },
  zh_CN: { yes: '是', no: '否' },
}
