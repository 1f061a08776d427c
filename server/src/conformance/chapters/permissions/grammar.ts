import type { Part } from '../../chapter.js'
import { all } from '../../checks.js'
import { allow, cannotBe, decides, policy11, policy50 } from './decide.js'

export const grammar: Part = {
  title: 'Policies, version 1.1, and identity policies, version 5.0',
  facts: [
    {
      fact: '`Version` is `1.1` or `5.0`; `1.0` is for roles, which only the system defines',
      source: 'auth.md 5.1, 5.2',
      check: all(
        decides([policy11(allow())], 'allow'),
        decides([policy50(allow())], 'allow'),
        cannotBe(
          { Version: '1.0', Statement: [allow()] },
          { Version: '2.0', Statement: [allow()] },
          { Statement: [allow()] },
        ),
      ),
    },
    {
      fact: '`Statement` is an array and mandatory',
      source: 'auth.md 5.1, 5.2',
      check: cannotBe({ Version: '1.1' }, { Version: '5.0', Statement: allow() }),
    },
    {
      fact: '`Effect` is `Allow` or `Deny`, and mandatory',
      source: 'auth.md 5.1, 5.2',
      check: cannotBe(policy11(allow({ Effect: 'allow' })), policy50({ Action: ['*'] })),
    },
    {
      fact: '`Action` is an array of `service:resourceType:action`, of which one has to fit',
      source: 'auth.md 5.1',
      check: all(
        decides([policy11(allow({ Action: ['workspace:a:b', 'workspace:connections:securityList'] }))], 'allow'),
        cannotBe(policy11(allow({ Action: 'workspace:a:b' })), policy11(allow({ Action: ['workspace:a'] }))),
      ),
    },
    {
      fact: 'The service is in lower case; case of resource type and action does not matter',
      source: 'auth.md 5.1',
      check: all(
        decides([policy11(allow({ Action: ['workspace:Connections:SECURITYlist'] }))], 'allow'),
        cannotBe(policy11(allow({ Action: ['Workspace:connections:securityList'] }))),
      ),
    },
    {
      fact: '`*` stands for all or part of a name, in 5.0 also `?` for a character',
      source: 'auth.md 5.1, 5.2',
      check: all(
        decides([policy11(allow({ Action: ['workspace:*:security*'] }))], 'allow'),
        decides([policy11(allow({ Action: ['workspace:*:get*'] }))], 'implicit-deny'),
        decides([policy50(allow({ Action: ['workspace:connection?:*'] }))], 'allow'),
      ),
    },
    {
      fact: '5.0 has exactly one of `Action` and `NotAction`',
      source: 'auth.md 5.2',
      check: all(
        decides([policy50({ Effect: 'Allow', NotAction: ['workspace:connections:export'] })], 'allow'),
        decides([policy50({ Effect: 'Allow', NotAction: ['workspace:connections:*'] })], 'implicit-deny'),
        cannotBe(policy50(allow({ NotAction: ['workspace:a:b'] })), policy50({ Effect: 'Allow' })),
      ),
    },
    {
      fact: '`Resource` is optional; absent is `*`; it is `service:region:domainId:resourceType:path`, with `*`',
      source: 'auth.md 5.1, 5.2',
      check: all(
        decides([policy50(allow({ Resource: ['*'] }))], 'allow'),
        decides([policy50(allow({ Resource: ['workspace:*:*:desktop:*'] }))], 'allow', {
          resource: 'workspace:local-1:acme:desktop:d1',
        }),
        decides([policy50(allow({ Resource: ['workspace:*:*:user:*'] }))], 'implicit-deny', {
          resource: 'workspace:local-1:acme:desktop:d1',
        }),
        cannotBe(policy11(allow({ Resource: ['workspace:desktop'] }))),
      ),
    },
    {
      fact: '`Sid` is an optional label of 5.0',
      source: 'auth.md 5.2',
      check: decides([policy50(allow({ Sid: 'readers' }))], 'allow'),
    },
    {
      fact: '`Principal` and `NotPrincipal` are not allowed',
      source: 'auth.md 5.2',
      check: cannotBe(policy50(allow({ Principal: ['x'] })), policy50(allow({ NotPrincipal: ['x'] }))),
    },
  ],
}
