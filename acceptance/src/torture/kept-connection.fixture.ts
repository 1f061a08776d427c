import { connect, type Socket } from 'node:net'

/** What an answer says about a request that may have been too much. */
export interface TerseAnswer {
  readonly status: number
  readonly hasRetryAfter: boolean
}

/**
 * A connection that is kept, with one request under way at a time. It reads no more of an answer than where it ends: what
 * asks shares the processors with what answers, so it must cost little.
 */
export class KeptConnection {
  private readonly socket: Socket
  private received = ''
  private settle: { resolve(answer: TerseAnswer): void; reject(error: Error): void } | undefined

  constructor(host: string, port: number) {
    this.socket = connect(port, host).setNoDelay().setEncoding('latin1')
    this.socket.on('data', (piece: string) => {
      this.received += piece
      this.take()
    })
    this.socket.on('error', () => {})
    this.socket.on('close', () => this.settle?.reject(new Error('the connection was closed without an answer')))
  }

  get isUsable(): boolean {
    return !this.socket.destroyed
  }

  /**
   * @param request all of it, as it goes over the connection
   * @throws {Error} the connection is closed, or is closed before the answer is whole
   */
  ask(request: string): Promise<TerseAnswer> {
    return new Promise((resolve, reject) => {
      if (!this.isUsable) return reject(new Error('the connection is closed'))
      this.settle = { resolve, reject }
      this.socket.write(request, 'latin1')
    })
  }

  close(): void {
    this.socket.destroy()
  }

  private take(): void {
    const headEnd = this.received.indexOf('\r\n\r\n')
    const head = this.received.slice(0, Math.max(headEnd, 0)).toLowerCase()
    const [, length] = /\r\ncontent-length: (\d+)/.exec(head) ?? []
    if (length === undefined || this.received.length < headEnd + 4 + Number(length)) return
    const { settle } = this
    this.received = ''
    this.settle = undefined
    if (head.includes('\r\nconnection: close')) this.socket.destroy()
    settle?.resolve({ status: Number(head.slice(9, 12)), hasRetryAfter: head.includes('\r\nretry-after: ') })
  }
}
