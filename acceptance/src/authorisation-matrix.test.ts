import { isDeepStrictEqual } from 'node:util'
import { OPERATIONS, type Operation, type OperationId, SERVICE_PATHS, type ServicePath } from '@deskledger/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask } from './authorisation/ask.fixture.js'
import {
  by,
  CELLS,
  type Column,
  columnsOf,
  type Home,
  OUTSIDE,
  type Proof,
  showing,
  signingOnce,
} from './authorisation/columns.fixture.js'
import { inventory } from './authorisation/inventory.fixture.js'
import { MIXTURES } from './authorisation/mixtures.fixture.js'
import type { Row } from './authorisation/row.fixture.js'
import { ROWS } from './authorisation/rows.fixture.js'
import { newWorld, type World } from './authorisation/world.fixture.js'
import { documented } from './documented-failure.fixture.js'
import { exchange } from './exchange.fixture.js'

const TABLE: Readonly<Record<OperationId, Row>> = ROWS

/** What anyone is answered at paths that are no operations, whatever proves who asks. */
const SERVICES = { health: 200, ready: 200, openApi: 200 } satisfies Record<ServicePath, number>

describe('the authorisation matrix', () => {
  let world: World
  beforeAll(async () => {
    world = await newWorld()
  })
  afterAll(() => world[Symbol.asyncDispose]())

  const homeOf = ({ access }: Operation): Home => (access.scope === 'server' ? world.operator : world.quokka)

  /** What the columns of an operation are to be answered. */
  function expected(id: OperationId): Record<string, string> {
    const { access, errorShape, answer }: Operation = OPERATIONS[id]
    const outside = TABLE[id].outside ?? OUTSIDE[access.scope]
    const cells = Object.entries(CELLS[access.scope]).map(([column, cell]) => {
      const meant = cell === 'outside' ? outside : cell
      return [column, meant === 'good' || meant === 'own' ? `${answer.status}` : documented(meant, errorShape)]
    })
    return Object.fromEntries(cells)
  }

  it.each(Object.keys(TABLE) as OperationId[])('%s', async (id) => {
    const operation: Operation = OPERATIONS[id]
    const { access, answer, effect, errorShape } = operation
    const { aim, changes = effect !== 'read', isAnsweredAgain = false } = TABLE[id]
    const home = homeOf(operation)
    const { tenant, staff, token, outsiders } = home
    const isFounding = home === world.operator
    const here = { endpoint: world.ledger.endpoint, projectId: tenant.projectId }
    const others = access.scope === 'server' ? [] : outsiders.flatMap(({ telltales }) => telltales)
    if ('action' in access) await staff.setAction(access.action)
    const aimed = await aim(tenant)
    const before = await inventory(tenant, isFounding)

    const answers = Object.entries<Proof>(columnsOf(home)).map(async ([column, proof]) => {
      const hidden = CELLS[access.scope][column as Column] === 'outside' ? tenant.telltales : others
      return [column, await ask(id, aimed, { ...here, proof, hidden })]
    })
    expect(Object.fromEntries(await Promise.all(answers))).toEqual(expected(id))
    expect(await inventory(tenant, isFounding), 'nobody had an effect').toEqual(before)

    const permitted = { ...here, proof: signingOnce(staff.permitted), hidden: others }
    expect(await ask(id, aimed, permitted)).toBe(`${answer.status}`)
    const isChanged = async () => !isDeepStrictEqual(await inventory(tenant, isFounding), before)
    await expect.poll(isChanged, { message: 'whoever may has the effect' }).toBe(changes)
    if (effect === 'once') {
      const repeated = isAnsweredAgain ? `${answer.status}` : documented('conflict', errorShape)
      expect(await ask(id, aimed, permitted), 'the very same request').toBe(repeated)
    }
    const another = await aim(tenant)
    expect(await ask(id, another, { ...here, proof: showing(token), hidden: others })).toBe(`${answer.status}`)
  })

  it.each(Object.entries(SERVICES) as [ServicePath, number][])('%s answers anyone the same', async (name, status) => {
    const { endpoint } = world.ledger
    const target = SERVICE_PATHS[name]
    const answers = new Set<string>()
    for (const proof of [...Object.values<Proof>(columnsOf(world.quokka)), by(world.quokka.tenant.root)]) {
      const headers = proof({ method: 'GET', url: `${endpoint}${target}` })
      const answer = await exchange(endpoint, { method: 'GET', target, headers })
      expect(answer.status).toBe(status)
      answers.add(answer.body.toString())
    }
    expect(answers.size).toBe(1)
    const all = [world.operator.tenant, world.quokka.tenant, world.zebu].flatMap(({ telltales }) => telltales)
    for (const told of all) expect([...answers][0]).not.toContain(told)
  })

  it.each(MIXTURES)('$id knows no $what', async ({ id, aim }) => {
    const { tenant } = world.quokka
    const before = [await inventory(tenant, false), await inventory(world.zebu, false)]
    const asking = { endpoint: world.ledger.endpoint, projectId: tenant.projectId, proof: by(tenant.root) }
    const outcome = await ask(id, aim(tenant, world.zebu), { ...asking, hidden: world.zebu.telltales })
    expect(outcome).toBe(documented('notFound', 'service'))
    expect([await inventory(tenant, false), await inventory(world.zebu, false)]).toEqual(before)
  })

  it('does not tell whose project id is taken', async () => {
    const { client, projectId } = world.quokka.tenant
    const refusal = (taken: string) => client.admin.createProject({ name: 'new', project_id: taken }).catch(String)
    expect(await refusal(projectId)).toMatch(/^ConflictError: The project id is taken/)
    expect(await refusal(world.zebu.projectId)).toBe(await refusal(projectId))
  })

  it('counts what is in the project and nothing else', async () => {
    const { client } = world.zebu
    expect((await client.listLoginRecords()).total_count).toBe(1)
    expect((await client.listExportTasks()).count).toBe(1)
    expect((await client.listInstancesStatus()).statics).toEqual([
      expect.objectContaining({ in_use_num: 1, ready_num: 0 }),
    ])
    expect((await client.listHistoryOnlineInfo({ query_type: 'DAY' })).time_counts.at(-1)).toMatch(/ : 1$/)
    const { items } = await client.showConnectionSeries()
    expect(items.reduce((sum, { connections }) => sum + connections, 0)).toBe(1)
    expect((await client.listConnectionRanking()).group_count).toBe(1)
  })

  it('has a row for every operation that the running server tells of', async () => {
    const document = await (await fetch(`${world.ledger.endpoint}${SERVICE_PATHS.openApi}`)).json()
    const paths: Record<string, Record<string, { operationId: OperationId }>> = document.paths
    const told = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => [operationId, method.toUpperCase(), path]),
    )
    const rows = (Object.keys(TABLE) as OperationId[]).map((id) => [id, OPERATIONS[id].method, OPERATIONS[id].path])
    expect(told.sort()).toEqual(rows.sort())
    expect(Object.keys(TABLE).sort()).toEqual(Object.keys(OPERATIONS).sort())
  })
})
