import { describe, expect, it } from 'vitest'
import { StoreUnavailableError } from '../errors.js'
import { Directory } from './directory.js'
import { DirectoryKeeper } from './directory-keeper.js'
import { aUser, MemoryDirectoryStore } from './identities.fixture.js'

async function opened(): Promise<{ store: MemoryDirectoryStore; keeper: DirectoryKeeper }> {
  const store = new MemoryDirectoryStore(new Directory([aUser('ada')]))
  store.version = 7
  return { store, keeper: await DirectoryKeeper.open(store) }
}

const grown = (directory: Directory) => {
  const ada = directory.find('user', 'ada') ?? aUser('ada')
  return { put: [{ ...ada, generation: ada.generation + 1 }] }
}
const generation = (directory: Directory) => directory.find('user', 'ada')?.generation

describe('the keeper of the directory', () => {
  it('begins with what is stored', async () => {
    const { keeper } = await opened()
    expect(keeper.current.all('user')).toEqual([aUser('ada')])
  })

  it('stores a change for its version, and then shows it', async () => {
    const { keeper, store } = await opened()
    const shown: unknown[] = []
    store.beforeCommit = () => shown.push(generation(keeper.current))
    expect(await keeper.change(grown)).toBe(keeper.current)
    expect(generation(keeper.current)).toBe(1)
    await keeper.change(() => ({ remove: [aUser('ada')] }))
    expect(keeper.current.all('user')).toEqual([])
    expect(store.changes).toEqual([
      [7, { put: [aUser('ada', { generation: 1 })] }],
      [8, { remove: [aUser('ada')] }],
    ])
    expect(shown).toEqual([0, 1])
  })

  it('stores nothing when nothing changes', async () => {
    const { keeper, store } = await opened()
    expect(await keeper.change(() => ({}))).toBe(keeper.current)
    expect(store.changes).toEqual([])
  })

  it('makes changes one after the other', async () => {
    const { keeper } = await opened()
    const seen = await Promise.all(Array.from({ length: 20 }, () => keeper.change(grown)))
    expect(seen.map(generation)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1))
  })

  it('goes on after a change that was refused', async () => {
    const { keeper } = await opened()
    const refused = keeper.change(() => {
      throw new Error('no')
    })
    const next = keeper.change(grown)
    await expect(refused).rejects.toThrow('no')
    expect(generation(await next)).toBe(1)
  })

  it('shows nothing of a change that could not be stored', async () => {
    const { keeper, store } = await opened()
    store.beforeCommit = () => {
      throw new Error('disk')
    }
    await expect(keeper.change(grown)).rejects.toThrow('disk')
    expect(generation(keeper.current)).toBe(0)
  })

  it.each([1, 9])('makes a change again for what others made meanwhile, %i times', async (times) => {
    const { keeper, store } = await opened()
    let left = times
    store.beforeCommit = () => {
      if (left-- > 0) overtake(store)
    }
    expect(generation(await keeper.change(grown))).toBe(times + 1)
    expect(store.changes.map(([version]) => version)).toEqual([7 + times])
    expect(generation(await keeper.change(grown))).toBe(times + 2)
  })

  it('gives up when others keep overtaking', async () => {
    const { keeper, store } = await opened()
    let attempts = 0
    store.beforeCommit = () => {
      attempts += 1
      overtake(store)
    }
    const failure = await keeper.change(grown).catch((error: unknown) => error)
    expect(failure).toEqual(new StoreUnavailableError('The directory was changed by others too often; try again.'))
    expect(attempts).toBe(10)
  })
})

/** Another process changes the directory. */
function overtake(store: MemoryDirectoryStore): void {
  store.directory = store.directory.changed(grown(store.directory))
  store.version += 1
}
