import type { ApiErrorName } from '@deskledger/contract'

/** How much is worked on at a time. What is more is refused at once, so that what was begun is finished in good time. */
export interface AdmissionLimits {
  /** Requests to operations that are answered at a time, from when all of them is there. */
  readonly requests: number
  /** Of them, those of one user. */
  readonly requestsOfUser: number
  /** Of them, those to one project. */
  readonly requestsOfProject: number
  /** Requests of one user in a second, over time. */
  readonly requestsOfUserPerSecond: number
  /** Lists and counts that may wait for their turn in the engine. */
  readonly waitingQueries: number
  /** Bytes of bodies that one user sends in a second, over time. */
  readonly bytesOfUserPerSecond: number
  /** Bytes of bodies that one project is sent in a second, over time. */
  readonly bytesOfProjectPerSecond: number
  /** Deliveries whose bodies are received at a time. */
  readonly bodies: number
  /** Of them, those of one user who is known from the headers. */
  readonly bodiesOfUser: number
  /** Of them, those whose sender is not known before they are there, because only their bytes prove the signature. */
  readonly unprovenBodies: number
  /** Of these, those from one address. */
  readonly unprovenBodiesOfAddress: number
  /** Downloads of one project at a time. */
  readonly downloadsOfProject: number
  /** Of them, those of one user. */
  readonly downloadsOfUser: number
}

/** A limit of admission. */
export type AdmissionLimit = keyof AdmissionLimits

/** Limits that the domain keeps: unfinished export tasks, exports written into their answers, the time of a list or a count. */
const DOMAIN_OVERLOADS = ['exportTasks', 'directExports', 'queryTime'] as const

/** What a request was refused for: a name in metrics. */
export type Overload = AdmissionLimit | (typeof DOMAIN_OVERLOADS)[number]

/** How a refusal is told. */
export interface OverloadRefusal {
  /** 503 for everybody, 429 for one caller. */
  readonly error: Extract<ApiErrorName, 'unavailable' | 'tooManyRequests'>
  readonly message: (limit: number) => string
}

/** How the refusal by each limit is told. */
export const OVERLOAD_REFUSALS: Readonly<Record<AdmissionLimit, OverloadRefusal>> = {
  requests: {
    error: 'unavailable',
    message: (limit) => `The server answers ${limit} requests at a time; try again.`,
  },
  requestsOfUser: {
    error: 'tooManyRequests',
    message: (limit) => `A user may have ${limit} requests under way; wait for their answers.`,
  },
  requestsOfProject: {
    error: 'tooManyRequests',
    message: (limit) => `A project may have ${limit} requests under way; try again.`,
  },
  requestsOfUserPerSecond: {
    error: 'tooManyRequests',
    message: (limit) => `A user may ask ${limit} times a second; ask less often.`,
  },
  waitingQueries: {
    error: 'unavailable',
    message: (limit) => `${limit} lists and counts wait for their turn already; try again.`,
  },
  bytesOfUserPerSecond: {
    error: 'tooManyRequests',
    message: (limit) => `A user may send ${limit} bytes a second; send less, or gzip it.`,
  },
  bytesOfProjectPerSecond: {
    error: 'tooManyRequests',
    message: (limit) => `A project may be sent ${limit} bytes a second; send less, or gzip it.`,
  },
  bodies: {
    error: 'unavailable',
    message: (limit) => `The server receives ${limit} deliveries at a time; try again.`,
  },
  bodiesOfUser: {
    error: 'tooManyRequests',
    message: (limit) => `A user may send ${limit} deliveries at a time; wait for their answers.`,
  },
  unprovenBodies: {
    error: 'unavailable',
    message: (limit) =>
      `The server receives ${limit} deliveries at a time whose signature only the body can prove; try again, or send X-Sdk-Content-Sha256.`,
  },
  unprovenBodiesOfAddress: {
    error: 'tooManyRequests',
    message: (limit) =>
      `An address may send ${limit} deliveries at a time whose signature only the body can prove; wait for their answers, or send X-Sdk-Content-Sha256.`,
  },
  downloadsOfProject: {
    error: 'tooManyRequests',
    message: (limit) => `A project may have ${limit} downloads under way; wait for their end.`,
  },
  downloadsOfUser: {
    error: 'tooManyRequests',
    message: (limit) => `A user may have ${limit} downloads under way; wait for their end.`,
  },
}

/** Everything that a request may be refused for. */
export const OVERLOADS: readonly Overload[] = [
  ...(Object.keys(OVERLOAD_REFUSALS) as AdmissionLimit[]),
  ...DOMAIN_OVERLOADS,
]
