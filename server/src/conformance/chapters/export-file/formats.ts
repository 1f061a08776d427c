import { expect } from 'vitest'
import type { Choice } from '../../chapter.js'
import { rowsOf } from '../../checks.js'

const CSV = 'engines/conformance/src/record-store.ts'
const XLSX = 'formats/src/xlsx/xlsx-format.test.ts'

export const formats: readonly Choice[] = [
  {
    silence: 'How CSV is written',
    choice: 'UTF-8 with byte-order mark, CRLF, quoted by RFC 4180',
    because: 'spreadsheets need the first, the standard says the others',
    check: async (trial) => {
      await trial.deliver({ user_name: 'zoe "z", 张', computer_name: 'D-1' })
      const file = await trial.csv('columns=user_name,computer_name')
      expect(file.toString()).toBe('\ufeffConnected User,Desktop Name\r\n"zoe ""z"", 张",D-1\r\n')
    },
  },
  {
    silence: 'Text that a spreadsheet would read as a formula',
    choice: 'in CSV, an apostrophe stands before `= + - @`, tab, CR and the full-width forms of these',
    because: 'user and terminal names come from outside',
    check: async (trial) => {
      await trial.deliver({ user_name: '=1+1' }, { user_name: '@x' }, { user_name: '＝1' }, { user_name: 'a=1' })
      const file = await trial.csv('columns=user_name')
      expect(rowsOf(file)).toEqual(["'=1+1", "'@x", "'＝1", 'a=1'])
    },
  },
  {
    silence: 'Cells of XLSX',
    choice: 'text as text, real dates and numbers, no formulas',
    because: 'a spreadsheet should be able to count and sort',
    test: {
      file: XLSX,
      title: 'has text as text, numbers as numbers, instants as dates with milliseconds, words for booleans',
    },
  },
  {
    silence: 'The header of XLSX',
    choice: 'bold and frozen, with a filter over all rows',
    because: 'long lists are read this way',
    test: { file: XLSX, title: 'has a bold, filled, frozen header with a filter over all rows' },
  },
  {
    silence: 'More rows than a sheet of XLSX holds',
    choice: 'a further sheet after each 1,048,575 rows',
    because: 'nothing is cut off in silence',
    test: { file: XLSX, title: 'asks the engine for as many rows a section as a sheet holds below its header' },
  },
  {
    silence: 'Characters that XML cannot hold, and cells that are too long',
    choice:
      '`_xHHHH_`, as ECMA-376 says, and text that looks so is escaped; beyond 32,767 UTF-16 units a text is cut and ends ' +
      'with `…[cut]`',
    because: 'every reader has to open the file',
    test: { file: CSV, title: 'writes any text into worksheet rows so that a strict parser reads it back' },
  },
]
