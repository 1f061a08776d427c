import { unreadableAnswer } from './answer-error.js'

/** Reads a JSON answer. */
export async function readJson<Answer>(response: Response): Promise<Answer> {
  const text = await response.text()
  try {
    return JSON.parse(text) as Answer
  } catch {
    throw unreadableAnswer(response)
  }
}

/** Reads an answer without content to its end, so that its connection can be used again. */
export async function readNothing(response: Response): Promise<void> {
  await response.arrayBuffer()
}
