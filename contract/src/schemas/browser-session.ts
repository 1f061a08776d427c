import type { Static } from 'typebox'
import * as Type from 'typebox'
import { LIMITS } from '../limits.js'

const STRICT = { additionalProperties: false }

const name = (description: string) => Type.String({ minLength: 1, maxLength: LIMITS.nameLength, description })

/** Body of CreateBrowserSession. */
export const BrowserSignIn = Type.Object(
  {
    account: name('Name of the account.'),
    user_name: name('Name of the user.'),
    password: Type.String({ minLength: 1, maxLength: LIMITS.passwordLength }),
  },
  { $id: 'BrowserSignIn', ...STRICT },
)
export type BrowserSignIn = Static<typeof BrowserSignIn>

const Named = Type.Object({ id: Type.String(), name: Type.String() }, STRICT)

/** Whom a browser session stands for, and what it reaches. */
export const BrowserSession = Type.Object(
  {
    account: Named,
    user: Named,
    projects: Type.Array(Named, { description: 'The projects that the user may reach, by name.' }),
    region: Type.String({ description: 'The region of this server.' }),
    expires_time: Type.Optional(
      Type.String({ format: 'date-time', description: 'When it ends by itself; absent for an access key.' }),
    ),
  },
  { $id: 'BrowserSession', ...STRICT },
)
export type BrowserSession = Static<typeof BrowserSession>
