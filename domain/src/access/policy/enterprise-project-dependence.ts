import type { PolicyDocument } from './policy-document.js'

/** Whether its decisions depend on the enterprise project of a record: a condition asks for `g:EnterpriseProjectId`. */
export function dependsOnEnterpriseProject(document: PolicyDocument): boolean {
  return document.statements.some(({ conditions }) => conditions.some(({ key }) => key === 'g:EnterpriseProjectId'))
}

/** The enterprise projects that its conditions name. */
export function namedEnterpriseProjects(document: PolicyDocument): readonly string[] {
  const conditions = document.statements.flatMap((statement) => statement.conditions)
  return conditions.flatMap((condition) =>
    condition.kind === 'text' && condition.key === 'g:EnterpriseProjectId' ? condition.values : [],
  )
}
