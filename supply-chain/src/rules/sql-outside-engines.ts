import type { Rule } from './rule.js'

/** Statements elsewhere than in an engine. */
export const SQL_OUTSIDE_ENGINES: Rule = {
  name: 'SQL stays in the engines',
  why: 'Only an engine knows its database; what a caller sent must not meet SQL anywhere else.',
  appliesTo: (path) => !/^(engines|bench|supply-chain)\//.test(path),
  find: (root) =>
    root.findAll({
      rule: {
        any: [{ kind: 'template_string' }, { kind: 'string' }],
        regex: '^[`\'"]\\s*(SELECT [^\'"`]* FROM|INSERT INTO|UPDATE \\w+ SET|DELETE FROM|MERGE INTO) ',
      },
    }),
  exceptions: {},
}
