import { ts, tsx } from '@ast-grep/napi'
import { describe, expect, it } from 'vitest'
import { ourFiles, readText } from '../repository.js'
import { DATE_OF_INPUT } from './date-of-input.js'
import type { Rule } from './rule.js'
import { SECRET_COMPARISON } from './secret-comparison.js'
import { SQL_FROM_VALUES } from './sql-from-values.js'
import { SQL_OUTSIDE_ENGINES } from './sql-outside-engines.js'

const RULES = [SQL_FROM_VALUES, SQL_OUTSIDE_ENGINES, DATE_OF_INPUT, SECRET_COMPARISON]

const isSource = (path: string): boolean => /\.tsx?$/.test(path) && !/\.(test|fixture)\.tsx?$/.test(path)

const parsed = (path: string, text: string) => (path.endsWith('x') ? tsx : ts).parse(text).root()

describe('rules about sources', () => {
  const sources = ourFiles()
    .filter(isSource)
    .filter((path) => RULES.some((rule) => rule.appliesTo(path)))
    .map((path) => ({ path, root: parsed(path, readText(path)) }))

  it.each(RULES)('$name: $why', (rule) => {
    const found = sources
      .filter(({ path }) => rule.appliesTo(path))
      .flatMap(({ path, root }) => rule.find(root).map((node) => ({ path, text: node.text() })))
    expect(found.filter(({ path }) => !Object.hasOwn(rule.exceptions, path))).toEqual([])
    expect(Object.keys(rule.exceptions).filter((path) => !found.some((place) => place.path === path))).toEqual([])
  })

  it.each<[Rule, string]>([
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source text
    [SQL_FROM_VALUES, 'session.run(`SELECT * FROM t WHERE a = ${query.userName}`)'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source text
    [SQL_FROM_VALUES, "session.run(`DELETE FROM t WHERE a = ${row['name']}`)"],
    [SQL_FROM_VALUES, "session.run('SELECT * FROM t WHERE a = ' + name)"],
    [SQL_OUTSIDE_ENGINES, "run('SELECT a FROM t')"],
    [SQL_OUTSIDE_ENGINES, 'run(`INSERT INTO t VALUES (1)`)'],
    [DATE_OF_INPUT, 'const at = new Date(body.start_time)'],
    [DATE_OF_INPUT, 'const at = new Date(text)'],
    [SECRET_COMPARISON, 'if (signature === claim.signature) accept()'],
    [SECRET_COMPARISON, 'if (sent == secretKey) accept()'],
    [SECRET_COMPARISON, 'if (hash(sent) !== user.passwordHash) refuse()'],
    [SECRET_COMPARISON, 'if (digest == expected) accept()'],
    [SECRET_COMPARISON, 'if (sent.sha256 !== computed) refuse()'],
    [SECRET_COMPARISON, 'if (digest.equals(sent)) accept()'],
    [SECRET_COMPARISON, 'if (Buffer.compare(sent, hmac) === 0) accept()'],
  ])('"$name" finds %s', (rule, bad) => {
    expect(rule.find(parsed('bad.ts', bad))).toHaveLength(1)
  })

  it.each<[Rule, string]>([
    [SQL_FROM_VALUES, "session.run('SELECT * FROM t WHERE a = $a', { a: query.userName })"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source text
    [SQL_FROM_VALUES, 'session.run(`SELECT ${COLUMNS} FROM ${records.sql}`)'],
    [SQL_OUTSIDE_ENGINES, "say('SELECT one')"],
    [DATE_OF_INPUT, 'const at = new Date(clock().getTime() - DAY_MS)'],
    [DATE_OF_INPUT, 'const at = new Date(startMs)'],
    [SECRET_COMPARISON, 'if (passwordHash === undefined) refuse()'],
    [SECRET_COMPARISON, 'if (timingSafeEqual(a, b)) accept()'],
    [SECRET_COMPARISON, "if (identity.kind === 'token') accept()"],
  ])('"$name" leaves %s alone', (rule, good) => {
    expect(rule.find(parsed('good.ts', good))).toEqual([])
  })
})
