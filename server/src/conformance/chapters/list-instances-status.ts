import type { Chapter } from '../chapter.js'
import { choices } from './list-instances-status/choices.js'
import { facts } from './list-instances-status/facts.js'

export const listInstancesStatus: Chapter = {
  subject: 'ListInstancesStatus',
  checks: 'chapters/list-instances-status',
  request: 'GET /v2/{project_id}/connections/status',
  parts: [facts],
  choices,
}
