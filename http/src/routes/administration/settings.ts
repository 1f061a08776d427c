import { sendAnswer } from '../../answer/send-answer.js'
import type { HttpParts } from '../../http-parts.js'
import type { Handler } from '../operation-route.js'

/** `GET /admin/v1/settings` */
export function showSettings({ settings }: Pick<HttpParts, 'settings'>): Handler {
  return async (_request, reply) => sendAnswer(reply, 'ShowSettings', { settings: [...settings] })
}
