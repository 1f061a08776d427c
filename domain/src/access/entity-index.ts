import type { Entity, EntityKind } from './entities.js'
import { placesOf } from './entity-places.js'

type Filed = ReadonlyMap<string, Entity>

/** Entities by kind and id, and by the places where they are filed. Never changes: a change copies only what it touches. */
export class EntityIndex {
  constructor(
    private readonly entities: Filed = new Map(),
    private readonly places: ReadonlyMap<string, Filed> = new Map(),
  ) {}

  find(kind: EntityKind, id: string): Entity | undefined {
    return this.entities.get(keyOf({ kind, id }))
  }

  all(): Iterable<Entity> {
    return this.entities.values()
  }

  at(place: string): readonly Entity[] {
    return [...(this.places.get(place)?.values() ?? [])]
  }

  count(place: string): number {
    return this.places.get(place)?.size ?? 0
  }

  /** What is put wins over what is removed, and the last over what came before. */
  changed(put: Iterable<Entity>, remove: Iterable<Entity>): EntityIndex {
    const entities = new Map(this.entities)
    const opened = new Map<string, Map<string, Entity>>()
    const open = (place: string): Map<string, Entity> => {
      const filed = opened.get(place) ?? new Map(this.places.get(place))
      opened.set(place, filed)
      return filed
    }
    const takeOut = (key: string): void => {
      const entity = entities.get(key)
      if (entity === undefined) return
      entities.delete(key)
      for (const place of placesOf(entity)) open(place).delete(key)
    }
    for (const entity of remove) takeOut(keyOf(entity))
    for (const entity of put) {
      const key = keyOf(entity)
      takeOut(key)
      entities.set(key, entity)
      for (const place of placesOf(entity)) open(place).set(key, entity)
    }
    return new EntityIndex(entities, withoutEmpty(new Map(this.places), opened))
  }
}

function keyOf({ kind, id }: Pick<Entity, 'kind' | 'id'>): string {
  return `${kind} ${id}`
}

function withoutEmpty(places: Map<string, Filed>, opened: ReadonlyMap<string, Filed>): ReadonlyMap<string, Filed> {
  for (const [place, filed] of opened) {
    if (filed.size === 0) places.delete(place)
    else places.set(place, filed)
  }
  return places
}
