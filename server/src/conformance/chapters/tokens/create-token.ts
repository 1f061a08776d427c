import type { Chapter } from '../../chapter.js'
import { answer } from './create-token/answer.js'
import { choices } from './create-token/choices.js'
import { life } from './create-token/life.js'
import { request } from './create-token/request.js'

export const createToken: Chapter = {
  subject: 'KeystoneCreateUserTokenByPassword',
  checks: 'chapters/tokens/create-token',
  request: 'POST /v3/auth/tokens',
  parts: [
    { title: 'Request', facts: request },
    { title: 'Answer', facts: answer },
    { title: 'Life of a token', facts: life },
  ],
  choices,
}
