import type { PolicyDocument } from './policy-document.js'

/** Whether its decisions depend on the enterprise project of a record: a condition asks for `g:EnterpriseProjectId`. */
export function dependsOnEnterpriseProject(document: PolicyDocument): boolean {
  return document.statements.some(({ conditions }) => conditions.some(({ key }) => key === 'g:EnterpriseProjectId'))
}
