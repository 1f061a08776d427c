import type { SgNode } from '@ast-grep/napi'
import type { Rule } from './rule.js'

const STATEMENT =
  '^[`\'"]\\s*(SELECT|INSERT INTO|UPDATE \\w+ SET|DELETE FROM|MERGE INTO|CREATE (OR REPLACE )?(TEMP )?TABLE)\\s'

/** Parts of statements that are made by our own code have this name. */
const OWN_PART = /\.sql$/

/** SQL that a value goes into as text. Values are parameters; what is put together is SQL of our own, which has a name. */
export const SQL_FROM_VALUES: Rule = {
  name: 'SQL is not made of values',
  why: 'A value in the text of a statement can change what the statement means. Pass it as a parameter.',
  appliesTo: (path) => /^engines\/\w+\/src\//.test(path),
  find: (root) => [...concatenated(root), ...membersWithin(root)],
  exceptions: {},
}

/** `'SELECT …' + value` */
function concatenated(root: SgNode): SgNode[] {
  return root.findAll({ rule: { pattern: '$A + $B' } }).filter((sum) => {
    const first = sum.getMatch('A')
    return first !== null && new RegExp(STATEMENT, 'i').test(first.text())
  })
}

/** `${query.userName}` within a statement. */
function membersWithin(root: SgNode): SgNode[] {
  return root
    .findAll({ rule: { kind: 'template_string', regex: STATEMENT } })
    .flatMap((statement) => statement.children().filter((part) => part.kind() === 'template_substitution'))
    .filter((part) => {
      const value = part.children()[1]
      const isMember = value?.kind() === 'member_expression' || value?.kind() === 'subscript_expression'
      return isMember && !OWN_PART.test(value.text())
    })
}
