import type { Clock } from '@deskledger/domain'
import type { FastifyRequest } from 'fastify'
import { ApiFailure } from '../answer/api-failure.js'
import { hasNoBody } from '../body/read-body.js'
import type { Observer } from '../observation/observer.js'
import { type AdmissionLimit, type AdmissionLimits, OVERLOAD_REFUSALS } from './admission-limits.js'
import { Pace } from './pace.js'
import { Tally } from './tally.js'

/** A refused client may ask again after so many seconds, unless it is known better. */
const RETRY_AFTER_SECONDS = 1

/** What admission is made of. */
export interface AdmissionParts {
  readonly limits: AdmissionLimits
  readonly clock: Clock
  /** Whether the engine has no place left where a list or a count could wait. @default it always has one */
  readonly areQueriesFull?: (() => boolean) | undefined
  readonly observer?: Observer | undefined
}

/** Who sends a body: a user, or only an address as long as nothing is proven. */
export interface BodySender {
  readonly userId: string | undefined
  readonly address: string
}

/** Lets requests in, or refuses them before they cost anything. */
export class Admission {
  private readonly tally = new Tally()
  private readonly requestsOfUsers: Pace
  private readonly bytes: Readonly<Record<'bytesOfUserPerSecond' | 'bytesOfProjectPerSecond', Pace>>

  constructor(private readonly parts: AdmissionParts) {
    const { clock, limits } = parts
    this.requestsOfUsers = new Pace(clock, limits.requestsOfUserPerSecond)
    this.bytes = {
      bytesOfUserPerSecond: new Pace(clock, limits.bytesOfUserPerSecond),
      bytesOfProjectPerSecond: new Pace(clock, limits.bytesOfProjectPerSecond),
    }
  }

  /** @throws {ApiFailure} `unavailable`: the server has as much to do as it should */
  request(request: FastifyRequest): void {
    this.take('requests', '', request)
  }

  /** @throws {ApiFailure} `unavailable`: as many lists and counts wait as may */
  query(): void {
    if (this.parts.areQueriesFull?.()) throw this.refusal('waitingQueries')
  }

  /** @throws {ApiFailure} `tooManyRequests`: the user asks too often, sent too much, or has too much under way */
  user(userId: string, request: FastifyRequest): void {
    if (!this.requestsOfUsers.isKept(userId)) throw this.refusal('requestsOfUserPerSecond')
    this.demandBytes('bytesOfUserPerSecond', userId, request)
    this.take('requestsOfUser', userId, request)
  }

  /** @throws {ApiFailure} `tooManyRequests`: the project was sent too much, or has too much under way */
  project(projectId: string, request: FastifyRequest): void {
    this.demandBytes('bytesOfProjectPerSecond', projectId, request)
    this.take('requestsOfProject', projectId, request)
  }

  /**
   * Counts the bytes of a body that came from a user, whether it is taken then or not. What is more than the pace lets in has
   * to be waited for with the next one.
   */
  sent(byteCount: number, userId: string): void {
    if (byteCount > 0) this.bytes.bytesOfUserPerSecond.take(userId, byteCount)
  }

  /** Counts the bytes of a body for its project, in the same way, once its sender may send there. */
  received(byteCount: number, projectId: string | undefined): void {
    if (byteCount > 0 && projectId !== undefined) this.bytes.bytesOfProjectPerSecond.take(projectId, byteCount)
  }

  /** @throws {ApiFailure} `tooManyRequests`: too many files of the project, or by the user, are downloaded at the moment */
  download(projectId: string, userId: string, request: FastifyRequest): void {
    this.take('downloadsOfProject', projectId, request)
    this.take('downloadsOfUser', `${userId} ${projectId}`, request)
  }

  /**
   * Runs what receives a body. Senders who are known do not compete with those who may be anybody.
   *
   * @throws {ApiFailure} `unavailable`: too many bodies come in; `tooManyRequests`: too many of this sender
   */
  async body<T>({ userId, address }: BodySender, receive: () => Promise<T>): Promise<T> {
    const shares: [AdmissionLimit, string][] =
      userId === undefined
        ? [
            ['unprovenBodiesOfAddress', address],
            ['unprovenBodies', ''],
          ]
        : [['bodiesOfUser', userId]]
    const taken: (() => void)[] = []
    try {
      for (const [what, whose] of [...shares, ['bodies', ''] as const]) taken.push(this.hold(what, whose))
      return await receive()
    } finally {
      for (const giveBack of taken) giveBack()
    }
  }

  private take(what: AdmissionLimit, whose: string, request: FastifyRequest): void {
    request.admitted.push(this.hold(what, whose))
  }

  /** @returns what gives it back */
  private hold(what: AdmissionLimit, whose: string): () => void {
    const name = `${what} ${whose}`
    if (!this.tally.take(name, this.parts.limits[what])) throw this.refusal(what)
    return () => this.tally.giveBack(name)
  }

  /** Whoever sends nothing has nothing to wait for. */
  private demandBytes(what: keyof typeof this.bytes, whose: string, request: FastifyRequest): void {
    if (hasNoBody(request.raw)) return
    const seconds = this.bytes[what].waitSeconds(whose)
    if (seconds > 0) throw this.refusal(what, seconds)
  }

  private refusal(what: AdmissionLimit, retryAfterSeconds = RETRY_AFTER_SECONDS): ApiFailure {
    this.parts.observer?.refused(what)
    const { error, message } = OVERLOAD_REFUSALS[what]
    const headers = { 'retry-after': String(retryAfterSeconds) }
    return new ApiFailure(error, message(this.parts.limits[what]), { headers })
  }
}
