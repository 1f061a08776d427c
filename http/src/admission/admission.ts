import type { Clock } from '@deskledger/domain'
import type { FastifyRequest } from 'fastify'
import { ApiFailure } from '../answer/api-failure.js'
import type { Observer } from '../observation/observer.js'
import { Pace } from './pace.js'
import { Tally } from './tally.js'

/** How much is worked on at a time. What is more is refused at once, so that what was begun is finished in good time. */
export interface AdmissionLimits {
  /** Requests to operations that are answered at a time. */
  readonly requests: number
  /** Of them, those of one user. */
  readonly requestsOfUser: number
  /** Of them, those to one project. */
  readonly requestsOfProject: number
  /** Requests of one user in a second, over time. */
  readonly requestsOfUserPerSecond: number
  /** Deliveries whose bodies are received at a time: each is read to its end before it is known whether its signature is right. */
  readonly bodies: number
  /** Downloads of one project at a time. */
  readonly downloadsOfProject: number
}

/** What a request was refused for: a name in metrics. */
export type Overload = keyof AdmissionLimits

interface Refusal {
  /** 503 for everybody, 429 for one caller. */
  readonly error: 'unavailable' | 'tooManyRequests'
  readonly message: (limit: number) => string
}

const REFUSALS: Readonly<Record<Overload, Refusal>> = {
  requests: {
    error: 'unavailable',
    message: (limit) => `The server answers ${limit} requests at a time; try again.`,
  },
  bodies: {
    error: 'unavailable',
    message: (limit) => `The server receives ${limit} deliveries at a time; try again.`,
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
  downloadsOfProject: {
    error: 'tooManyRequests',
    message: (limit) => `A project may have ${limit} downloads under way; wait for their end.`,
  },
}

/** A refused client may ask again after so many seconds. */
const RETRY_AFTER = '1'

declare module 'fastify' {
  interface FastifyRequest {
    /** Gives back what the request was let in with. */
    admitted: (() => void)[]
  }
}

/** What admission is made of. */
export interface AdmissionParts {
  readonly limits: AdmissionLimits
  readonly clock: Clock
  readonly observer?: Observer | undefined
}

/** Lets requests in, or refuses them before they cost anything. */
export class Admission {
  private readonly tally = new Tally()
  private readonly pace: Pace

  constructor(private readonly parts: AdmissionParts) {
    this.pace = new Pace(parts.clock, parts.limits.requestsOfUserPerSecond)
  }

  /** @throws {ApiFailure} `unavailable`: the server has as much to do as it should */
  request(request: FastifyRequest): void {
    this.take('requests', '', request)
  }

  /** @throws {ApiFailure} `tooManyRequests`: the user asks too often, or has too much under way */
  user(userId: string, request: FastifyRequest): void {
    if (!this.pace.isKept(userId)) throw this.refusal('requestsOfUserPerSecond')
    this.take('requestsOfUser', userId, request)
  }

  /** @throws {ApiFailure} `tooManyRequests`: the project has too much under way */
  project(projectId: string, request: FastifyRequest): void {
    this.take('requestsOfProject', projectId, request)
  }

  /** @throws {ApiFailure} `tooManyRequests`: too many files of the project are downloaded at the moment */
  download(projectId: string, request: FastifyRequest): void {
    this.take('downloadsOfProject', projectId, request)
  }

  /**
   * Runs what receives a body.
   * @throws {ApiFailure} `unavailable`: too many bodies come in
   */
  async body<T>(receive: () => Promise<T>): Promise<T> {
    if (!this.tally.take('bodies', this.parts.limits.bodies)) throw this.refusal('bodies')
    try {
      return await receive()
    } finally {
      this.tally.giveBack('bodies')
    }
  }

  private take(what: Overload, whose: string, request: FastifyRequest): void {
    const name = `${what} ${whose}`
    if (!this.tally.take(name, this.parts.limits[what])) throw this.refusal(what)
    request.admitted.push(() => this.tally.giveBack(name))
  }

  private refusal(what: Overload): ApiFailure {
    this.parts.observer?.refused(what)
    const { error, message } = REFUSALS[what]
    return new ApiFailure(error, message(this.parts.limits[what]), { headers: { 'retry-after': RETRY_AFTER } })
  }
}
