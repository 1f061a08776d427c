import type { ProjectList } from '@deskledger/contract'
import { NotFoundError, ProjectChoiceError } from './errors.js'
import { SharedWork } from './shared-work.js'

/** The project that calls are for: the one given, or else the only one that the credentials reach, found out once. */
export class OwnProject {
  readonly #search: SharedWork<string>
  #projectId: string | undefined

  /** @param list lists the projects that the credentials reach */
  constructor(projectId: string | undefined, list: (signal: AbortSignal) => Promise<ProjectList>) {
    this.#projectId = projectId
    this.#search = new SharedWork(async (signal) => onlyOne(await projectsBy(list, signal)))
  }

  /** As far as it is known without asking. */
  get known(): string | undefined {
    return this.#projectId
  }

  /** @throws {ProjectChoiceError} the endpoint does not tell, or there is not exactly one */
  async id(signal: AbortSignal | undefined): Promise<string> {
    this.#projectId ??= await this.#search.join(signal)
    return this.#projectId
  }
}

type Projects = ProjectList['projects']

async function projectsBy(list: (signal: AbortSignal) => Promise<ProjectList>, signal: AbortSignal): Promise<Projects> {
  try {
    return (await list(signal)).projects
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error
    throw new ProjectChoiceError('The endpoint lists no projects: give projectId, or iamEndpoint.', [], error)
  }
}

function onlyOne(projects: Projects): string {
  const [first, ...others] = projects.filter(({ enabled }) => enabled !== false)
  if (first === undefined) throw new ProjectChoiceError('These credentials reach no project.', [])
  if (others.length === 0) return first.id
  const choices = [first, ...others].map(({ id, name }) => ({ id, name }))
  const told = choices.map(({ id, name }) => `${name} (${id})`).join(', ')
  throw new ProjectChoiceError(`These credentials reach several projects, give projectId: ${told}`, choices)
}
