import { expect, it } from 'vitest'
import { UsageError } from './failures.js'
import { speechOf } from './language.js'

it.each([
  [undefined, {}, 'en'],
  [undefined, { LANG: 'zh_CN.UTF-8' }, 'zh'],
  [undefined, { LANG: 'zh' }, 'zh'],
  [undefined, { LANG: 'zha_CN' }, 'en'],
  [undefined, { LANG: 'zh_CN.UTF-8', LC_ALL: 'C' }, 'en'],
  [undefined, { LANG: 'de_DE', LC_MESSAGES: 'zh_TW' }, 'zh'],
  ['en', { LANG: 'zh_CN.UTF-8' }, 'en'],
  ['zh', {}, 'zh'],
])('--lang %s with %j speaks %s', (asked, environment, language) => {
  expect(speechOf(asked, environment)).toBe(language)
})

it('another language is wrong usage', () => {
  expect(() => speechOf('de', {})).toThrow(UsageError)
})
