import { sendAnswer } from '../../answer/send-answer.js'
import { readJsonBody } from '../../body/json-body.js'
import type { HttpParts } from '../../http-parts.js'
import { pathParameter } from '../../reading/path-parameters.js'
import { auditScopeOf } from '../../wire/audit.js'
import { once } from '../once.js'
import type { Handler } from '../operation-route.js'

/** `POST /admin/v1/projects/{project_id}/erase-person` */
export function erasePerson(parts: HttpParts): Handler {
  const { administration, eraser } = parts
  return once(parts, async (request, reply) => {
    const { principal, pathParameters } = request
    const { id: projectId } = administration.project(principal.user, pathParameter(pathParameters, 'project_id'))
    const { user_name: userName, delete_exports: deletesExports = false } = readJsonBody('ErasePerson', request)
    // A person in the records may be a user of the account, too; both names are found ignoring case.
    const user = administration.directory.named('user', userName, principal.account.id)
    const audit = { ...auditScopeOf(principal), userId: user?.id }
    const { recordCount, auditValueCount, exports } = await eraser.erase({ projectId, userName, audit, deletesExports })
    return sendAnswer(reply, 'ErasePerson', {
      record_count: recordCount,
      audit_value_count: auditValueCount,
      export_tasks: exports.map(({ taskId, fileName }) => ({
        task_id: taskId,
        file_name: fileName,
        deleted: deletesExports,
      })),
    })
  })
}
