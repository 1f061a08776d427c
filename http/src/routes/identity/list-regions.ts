import { sendAnswer } from '../../answer/send-answer.js'
import type { HttpParts } from '../../http-parts.js'
import type { Handler } from '../operation-route.js'
import { addressOf } from './address.js'

/** `GET /v3/regions`: the one of this server. */
export function listRegions({ region }: HttpParts): Handler {
  return async (request, reply) => {
    const selfOf = addressOf(request)
    return sendAnswer(reply, 'KeystoneListRegions', {
      regions: [
        {
          id: region,
          type: 'public',
          description: '',
          parent_region_id: null,
          locales: { 'en-us': region, 'zh-cn': region },
          links: { self: selfOf(`/v3/regions/${region}`) },
        },
      ],
      links: { self: selfOf('/v3/regions'), next: null, previous: null },
    })
  }
}
