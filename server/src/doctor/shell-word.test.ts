import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { shellWord } from './shell-word.js'

it.each(['/srv/deskledger', './a_b-c@2.d', 'C:/x,y=z%+'])('%s is a word as it is', (text) => {
  expect(shellWord(text)).toBe(text)
})

it.each(['/srv/my ledger', "/srv/zoe's", '/srv/$HOME', '/a;rm', '/a\nb', '/a"b', String.raw`/a\b`, '/数据', "''", ''])(
  'a shell reads %j as it was written',
  (text) => {
    expect(execFileSync('sh', ['-c', `printf %s ${shellWord(text)}`], { encoding: 'utf8' })).toBe(text)
  },
)
