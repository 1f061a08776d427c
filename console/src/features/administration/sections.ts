/** Parts of the administration, in order. */
export const SECTIONS = [
  'users',
  'groups',
  'projects',
  'policies',
  'grants',
  'simulator',
  'settings',
  'audit',
  'health',
] as const

export type AdministrationSection = (typeof SECTIONS)[number]

/** What the administration shows, as its address says it. */
export interface AdministrationSearch {
  /** @default users */
  readonly section?: AdministrationSection
}

/** Reads an address; what it does not understand is left out. */
export function readAdministrationSearch({ section }: Record<string, unknown>): AdministrationSearch {
  const known = SECTIONS.find((name) => name === section)
  return known === undefined ? {} : { section: known }
}
