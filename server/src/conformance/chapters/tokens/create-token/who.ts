import type { Json, JsonAnswer } from '../../../send-as.js'
import { askForToken, setPassword } from '../../../sign-in.js'
import type { NewUser, Trial } from '../../../trial.js'

export const PASSWORD = 'password of a user'

/** The account that the root user is of. */
export async function accountOf(trial: Trial): Promise<Json> {
  const [account = {}] = (await trial.get('/v3/auth/domains')).body['domains'] as Json[]
  return account
}

/** A name and a password that sign in, with the id of the user; granted a policy that reads. */
export async function signsIn(trial: Trial): Promise<NewUser & { readonly password: string }> {
  const user = await trial.user('workspace_read_only_access')
  await setPassword(trial, user.id, PASSWORD)
  return { ...user, password: PASSWORD }
}

/** A user who signed in to a project, shared by all checks that do not end the token. */
export function somebodySignedIn(
  trial: Trial,
): Promise<{ readonly holder: Trial; readonly id: string; readonly answer: JsonAnswer }> {
  return trial.ledger.shared('somebody signed in', async () => {
    const holder = trial.another()
    const { id, name, password } = await signsIn(holder)
    const scope = { project: { id: await holder.projectId() } }
    return { holder, id, answer: await askForToken(holder, { name, password, scope }) }
  })
}
