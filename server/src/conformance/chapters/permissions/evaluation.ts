import type { Part } from '../../chapter.js'
import { all } from '../../checks.js'
import { allow, decides, deny, policy11, policy50 } from './decide.js'

const NAME = 'g:UserName'
const asked = (value: string, key = NAME) => ({ context: { [key]: value } })
const when = (operator: string, key: string, ...values: readonly string[]) =>
  allow({ Condition: { [operator]: { [key]: values } } })

export const evaluation: Part = {
  title: 'How policies decide',
  facts: [
    {
      fact: 'Without an Allow that applies, the answer is no',
      source: 'auth.md 5.1, 5.2',
      check: decides([policy50({ Effect: 'Allow', Action: ['workspace:connections:other'] })], 'implicit-deny'),
    },
    { fact: 'An Allow that applies is yes', source: 'auth.md 5.1, 5.2', check: decides([policy11(allow())], 'allow') },
    {
      fact: 'A Deny that applies wins, wherever it stands',
      source: 'auth.md 5.1, 5.2',
      check: all(
        decides([policy11(allow(), deny())], 'explicit-deny'),
        decides([policy11(deny(), allow())], 'explicit-deny'),
        decides([policy50(allow()), policy50(deny())], 'explicit-deny'),
      ),
    },
    {
      fact: 'Conditions of a statement have to hold all; of several values one has to fit, with a negated operator none',
      source: 'auth.md 5.2',
      check: async (trial) => {
        const both = { StringEquals: { [NAME]: ['zoe', 'bob'] }, Bool: { 'g:MFAPresent': ['true'] } }
        const document = policy50(allow({ Condition: both }))
        const context = { [NAME]: 'bob', 'g:MFAPresent': 'true' }
        await decides([document], 'allow', { context })(trial)
        await decides([document], 'implicit-deny', { context: { ...context, 'g:MFAPresent': 'false' } })(trial)
        await decides([policy50(when('StringNotEquals', NAME, 'zoe', 'bob'))], 'implicit-deny', asked('bob'))(trial)
      },
    },
  ],
}
