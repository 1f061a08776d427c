import { expect } from 'vitest'
import type { Choice, Difference } from '../../chapter.js'
import { all } from '../../checks.js'
import { recordsOf } from '../../trial.js'
import { allow, cannotBe, decides, deny, policy11, policy50 } from './decide.js'

const LIST = '/v2/{project_id}/connections/desktops'
const otherThan = (name: string) => ({ Condition: { StringNotEquals: { 'g:ProjectName': [name] } } })

export const choices: readonly Choice[] = [
  {
    silence: 'An account with policies of both grammars',
    choice: 'all count together',
    because: 'a Deny must never be lost',
    check: decides([policy11(allow()), policy50(deny())], 'explicit-deny'),
  },
  {
    silence: 'Unknown or void parts of a policy',
    choice: 'a 400 that names them',
    because: 'a Deny that never matches is worse than an error',
    check: cannotBe(
      policy11(allow({ Actions: ['*'] })),
      policy11(allow({ Condition: { StringEqualz: { 'g:UserName': ['x'] } } })),
      policy11(allow({ Action: [] })),
    ),
  },
  {
    silence: 'A key that is missing, without `IfExists`',
    choice: 'the condition fails; a negated one holds in a Deny and fails in an Allow',
    because: 'nothing should become wider by what is missing',
    check: all(
      decides([policy50(allow({ Condition: { StringEquals: { 'g:ProjectName': ['x'] } } }))], 'implicit-deny'),
      decides([policy50(allow(otherThan('x')))], 'implicit-deny'),
      decides([policy50(allow(), deny(otherThan('x')))], 'explicit-deny'),
    ),
  },
  {
    silence: 'Case of actions in 5.0',
    choice: 'it is ignored, as in 1.1',
    because: 'one name should not mean two things',
    check: decides([policy50(allow({ Action: ['workspace:CONNECTIONS:securitylist'] }))], 'allow'),
  },
  {
    silence: 'What the system-defined policies hold',
    choice:
      'Workspace ReadOnlyAccess reads and does not export, SecurityManager exports too, FullAccess does everything',
    because: 'these are what their names say',
    check: async (trial) => {
      const statusesOf = async (policy: string) => {
        const { key } = await trial.user(policy)
        const answers = [await trial.get(LIST, '', { as: key }), await trial.get(`${LIST}/export`, '', { as: key })]
        return answers.map(({ status }) => status)
      }
      expect(await statusesOf('workspace_read_only_access')).toEqual([200, 403])
      expect(await statusesOf('workspace_security_manager')).toEqual([200, 200])
      expect(await statusesOf('workspace_full_access')).toEqual([200, 200])
    },
  },
  {
    silence: 'Size of a policy',
    choice: '6,144 characters of JSON and 100 statements',
    because: 'every request reads them',
    check: all(
      decides([policy50(...Array(100).fill(allow({ Action: ['a:b:c'] })))], 'implicit-deny'),
      cannotBe(policy50(...Array(101).fill(allow({ Action: ['a:b:c'] })))),
      cannotBe(policy50(allow({ Action: Array.from({ length: 400 }, (_none, at) => `workspace:type:action${at}`) }))),
    ),
  },
  {
    silence: 'A project of the path that is not the caller’s, or in which nothing is granted',
    choice: '403 `WKS.00081102`, as for one that does not exist',
    because: 'nobody should find out which projects there are',
    check: async (trial) => {
      const { key } = await trial.user('wks_adm')
      const others = await trial.another().projectId()
      const messages: unknown[] = []
      for (const id of [others, 'f'.repeat(32)]) {
        const { status, body } = await trial.get(LIST.replace('{project_id}', id), '', { as: key })
        messages.push([status, body['error_code'], body['error_msg']])
      }
      expect(messages).toEqual(Array(2).fill([403, 'WKS.00081102', expect.any(String)]))
      expect(messages[0]).toEqual(messages[1])
    },
  },
  {
    silence: 'What a grant that is limited to enterprise projects shows',
    choice: 'the records of these; one without an enterprise project is of `0`',
    because: 'a list should show what may be seen, and not fail for the rest',
    check: async (trial) => {
      await trial.deliver({ enterprise_project_id: 'a' }, { enterprise_project_id: 'b' }, {})
      const { id, key } = await trial.user()
      const grant = { policy_id: 'wks_adm', user_id: id, project_id: await trial.projectId() }
      await trial.post('/admin/v1/grants', { ...grant, enterprise_project_id: 'a' })
      const seen = async () =>
        recordsOf(await trial.get(LIST, '', { as: key })).map((record) => record['transaction_id'])
      expect(await seen()).toEqual(['t1'])
      await trial.post('/admin/v1/grants', { ...grant, enterprise_project_id: '0' })
      expect(await seen()).toEqual(['t1', 't3'])
    },
  },
]

export const differences: readonly Difference[] = [
  {
    published: 'Keys that begin with `workspace:`',
    source: 'auth.md 5.2',
    here: 'a policy that asks for one is refused',
    because: 'no such key is named, and a condition that never holds is worse than an error',
    check: cannotBe(policy50(allow({ Condition: { StringEquals: { 'workspace:tag': ['x'] } } }))),
  },
]
