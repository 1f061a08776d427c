import { OPERATIONS, type Operation, type OperationId } from '@deskledger/contract'
import { readDownload } from './download.js'
import type { CallOptions, OperationRequest, ResultOf } from './operation-call.js'
import { readJson, readNothing } from './read-answer.js'
import type { Call, Transport } from './transport.js'

/** A coded body would be decoded on the way, and its positions would not be those of the file. */
const FILE_HEADERS = { 'Accept-Encoding': 'identity' }

/** Sends an operation with what the contract says it takes, and reads what it says it answers. */
export async function sendOperation<Id extends OperationId>(
  transport: Transport,
  id: Id,
  { path = {}, query = {}, body, headers = {} }: OperationRequest & Pick<Call, 'headers'>,
  { signal }: CallOptions = {},
): Promise<ResultOf<Id>> {
  const { answer }: Operation = OPERATIONS[id]
  const isFile = answer.mediaType === 'application/octet-stream'
  const call: Call = {
    path,
    query,
    headers: {
      ...(isFile && FILE_HEADERS),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal,
  }
  const read = async (response: Response): Promise<unknown> => {
    if (isFile) return readDownload(response, transport.endpointOf(id), signal)
    return answer.mediaType === 'application/json' ? readJson(response) : readNothing(response)
  }
  // The contract says by type what it says by value.
  return transport.send(id, call, read) as Promise<ResultOf<Id>>
}
