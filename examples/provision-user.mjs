// Makes a user who may read connection records of one project: policy, group, grant, user, access key. Prints the key.
import { DeskledgerClient } from '@deskledger/client'

const { DESKLEDGER_ENDPOINT: endpoint, DESKLEDGER_PROJECT_ID: projectId } = process.env
const { admin } = new DeskledgerClient({
  endpoint,
  accessKey: process.env.DESKLEDGER_ACCESS_KEY,
  secretKey: process.env.DESKLEDGER_SECRET_KEY,
})

const policy = await admin.createPolicy({
  name: 'connection-reader',
  description: 'Lists connection records, and nothing else.',
  document: {
    Version: '5.0',
    Statement: [{ Sid: 'ListRecords', Effect: 'Allow', Action: ['workspace:connections:securityList'] }],
  },
})
const group = await admin.createGroup({ name: 'readers' })
await admin.createGrant({ policy_id: policy.policy_id, group_id: group.group_id, project_id: projectId })

const user = await admin.createUser({ name: 'reader' })
await admin.addUserToGroup(group.group_id, user.user_id)
const { access_key: accessKey, secret_key: secretKey } = await admin.createAccessKey(user.user_id)

// What it may do can be asked before it tries.
const action = 'workspace:connections:securityList'
const { outcome } = await admin.testPolicy({ action, user_id: user.user_id, project_id: projectId })
const reader = new DeskledgerClient({ endpoint, accessKey, secretKey }) // Finds its only project by itself.
const { total_count: records } = await reader.listLoginRecords({ limit: 0 })
console.log(JSON.stringify({ accessKey, secretKey, outcome, records }))
