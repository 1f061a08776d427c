import { ApiFailure } from '../../answer/api-failure.js'
import { sendAnswer } from '../../answer/send-answer.js'
import type { HttpParts } from '../../http-parts.js'
import { once } from '../once.js'
import type { Handler } from '../operation-route.js'

/** `POST /admin/v1/backups`: answers when the backup is durable. One is made at a time. */
export function createBackup(parts: HttpParts): Handler {
  let isUnderWay = false
  return once(parts, async (_request, reply) => {
    const { makeBackup } = parts
    if (makeBackup === undefined) {
      throw new ApiFailure('notFound', 'There is no place for backups; start the server with DESKLEDGER_BACKUP_DIR.')
    }
    if (isUnderWay) throw new ApiFailure('conflict', 'A backup is being made already; wait until it is done.')
    isUnderWay = true
    try {
      return await sendAnswer(reply, 'CreateBackup', await makeBackup())
    } finally {
      isUnderWay = false
    }
  })
}
