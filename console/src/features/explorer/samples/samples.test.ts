import { describe, expect, it } from 'vitest'
import { ALL_OPERATIONS, operationOf } from '../operation-list.js'
import { fieldsOf } from '../parameter-fields.js'
import type { FilledRequest } from '../sent-request.js'
import { languagesOf, SAMPLES } from './languages.js'
import type { SampleFacts } from './sample.js'

/** A value that would end a string, a line or a command in one of the languages. */
const NASTY = `a'b"c\\d $(touch x) \`y\` #{z} %s\u{2028}é`

/** How a program calls an operation. */
const CALLS = {
  TypeScript: (id: string) => `client.call("${id}"`,
  Python: (id: string) => `client.${id.replace(/(?!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase()}(request)`,
  Go: (id: string) => `client.${id}(&model.${id}Request{`,
  Java: (id: string) => `client.${id.charAt(0).toLowerCase()}${id.slice(1)}(request)`,
} as const

/** How the packages of the vendor name a parameter. */
const PARAMETERS = {
  Python: (name: string) => new RegExp(`\\b${name}="`),
  Go: (name: string) => new RegExp(`\\b${capitalized(name)}: `),
  Java: (name: string) => new RegExp(`\\.with${capitalized(name)}\\(`),
} as const

function capitalized(name: string): string {
  return name
    .split('_')
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join('')
}

function factsOf(id: string, more: Partial<FilledRequest> = {}): SampleFacts {
  const operation = operationOf(id)
  const request = { id: operation.id, projectId: 'p1', path: {}, query: {}, body: undefined, ...more }
  return { operation, request, endpoint: 'http://127.0.0.1:8080', region: 'local-1' }
}

describe('samples', () => {
  it('hold no secret and name the variables that do', () => {
    for (const operation of ALL_OPERATIONS) {
      const facts = factsOf(operation.id)
      for (const language of languagesOf(facts)) {
        const code = SAMPLES[language](facts)
        if (operation.access.scope !== 'public' || language !== 'curl') {
          expect(code).toMatch(/DESKLEDGER_TOKEN|DESKLEDGER_SECRET_KEY|HUAWEICLOUD_SDK_SK/)
        }
      }
    }
  })

  it('fill in path, query and body', () => {
    const listed = factsOf('ListLoginRecordsNew', { query: { user_name: 'zoe', limit: 5 } })
    expect(SAMPLES.curl(listed)).toBe(`curl --fail-with-body --silent --show-error --get \\
  'http://127.0.0.1:8080/v2/p1/connections/desktops' \\
  --header "X-Auth-Token: $DESKLEDGER_TOKEN" \\
  --data-urlencode 'user_name=zoe' \\
  --data-urlencode 'limit=5'
`)
    expect(SAMPLES.Python(listed)).toContain('request = ListLoginRecordsNewRequest(user_name="zoe", limit=5)')
    expect(SAMPLES.Python(listed)).toContain('answer = client.list_login_records_new(request)')
    expect(SAMPLES.Go(listed)).toContain('userName := "zoe"\n\tlimit := int32(5)\n')
    expect(SAMPLES.Go(listed)).toContain('&model.ListLoginRecordsNewRequest{UserName: &userName, Limit: &limit}')
    expect(SAMPLES.Java(listed)).toContain('.withUserName("zoe")\n                .withLimit(5);')
    const deleted = factsOf('DeleteExportTasks', { body: '{"task_ids":["t1"]}' })
    expect(SAMPLES.curl(deleted)).toContain(`--data '{"task_ids":["t1"]}'`)
    const shown = factsOf('ShowExportTask', { path: { task_id: 'a b' } })
    expect(SAMPLES.curl(shown)).toContain("'http://127.0.0.1:8080/v2/p1/export-tasks/a%20b'")
  })

  it('name operations and parameters as the contract does, and in the packages of the vendor only what is published', () => {
    for (const { id } of ALL_OPERATIONS) {
      const fields = fieldsOf(operationOf(id))
      const valuesAt = (place: string) =>
        Object.fromEntries(fields.filter((field) => field.place === place).map(({ name }) => [name, 'v']))
      const facts = factsOf(id, { path: valuesAt('path'), query: valuesAt('query') })
      for (const language of languagesOf(facts)) {
        const code = SAMPLES[language](facts)
        const isGenerated = language in PARAMETERS
        if (language !== 'curl' && language !== 'Node') expect(code).toContain(CALLS[language](id))
        if (!isGenerated) continue
        for (const { name, isExtension } of fields)
          expect([id, name, PARAMETERS[language as keyof typeof PARAMETERS](name).test(code)]).toEqual([
            id,
            name,
            !isExtension,
          ])
      }
    }
  })

  it('are the same program whatever a value holds', () => {
    const nasty = factsOf('ListLoginRecordsNew', { query: { user_name: NASTY } })
    expect(SAMPLES.curl(nasty)).toContain(`--data-urlencode 'user_name=${NASTY.replace("'", "'\\''")}'`)
    for (const language of ['Python', 'Go', 'Java', 'TypeScript', 'Node'] as const) {
      expect(SAMPLES[language](nasty)).toContain(JSON.stringify(NASTY))
    }
  })
})
