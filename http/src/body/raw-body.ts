import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { ApiFailure } from '../answer/api-failure.js'
import type { BodyLimit } from './body-limit.js'
import { type BodyPace, keptUp } from './body-pace.js'

/** The bytes of a body as sent, read once, bounded and hashed as they pass. */
export class RawBody {
  private readonly hash = createHash('sha256')
  private receivedBytes = 0
  private isWhole = false

  constructor(
    private readonly message: IncomingMessage,
    private readonly limit: BodyLimit,
    private readonly pace: BodyPace,
  ) {}

  /** Bytes that came so far. */
  get byteCount(): number {
    return this.receivedBytes
  }

  /**
   * The pieces in order. Each may be changed by whoever takes it: it is hashed already.
   *
   * @throws {ApiFailure} `tooLarge`, at once when Content-Length says so; `timeout` when they come too slowly
   */
  async *pieces(): AsyncGenerator<Buffer, void, undefined> {
    if (Number(this.message.headers['content-length'] ?? 0) > this.limit.bytes) throw this.tooLarge()
    // The message stays open when the reading ends early: an answer still has to go out on its connection.
    const arriving = this.message.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer, unknown>
    for await (const piece of keptUp(arriving, this.pace)) {
      this.receivedBytes += piece.byteLength
      if (this.receivedBytes > this.limit.bytes) throw this.tooLarge()
      this.hash.update(piece)
      yield piece
    }
    this.isWhole = true
  }

  /**
   * The hash of the whole body, in lower-case hex; once.
   *
   * @throws {ApiFailure} `invalidParameter` when its content ended before its bytes did
   */
  sha256(): string {
    if (!this.isWhole) throw new ApiFailure('invalidParameter', 'The body goes on after the end of its gzip data.')
    return this.hash.digest('hex')
  }

  private tooLarge(): ApiFailure {
    const { name, bytes } = this.limit
    return new ApiFailure('tooLarge', `The body may have ${bytes} bytes at most.`, { sizeLimit: name })
  }
}
