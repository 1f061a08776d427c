import fc from 'fast-check'

const statement = fc.record(
  {
    Effect: fc.constantFrom('Allow', 'Deny'),
    Action: fc.subarray(['workspace:*:list*', 'workspace:connections:export', 'deskledger:*:*'], {
      minLength: 1,
    }),
    Resource: fc.constant(['*']),
    Condition: fc.constantFrom(
      { StringEquals: { 'g:EnterpriseProjectId': ['ep-open'] } },
      { IpAddress: { 'g:SourceIp': ['127.0.0.0/8', '::1'] } },
      { DateLessThan: { 'g:CurrentTime': ['2030-01-01T00:00:00Z'] } },
      { Bool: { 'g:MFAPresent': ['true'] } },
    ),
  },
  { requiredKeys: ['Effect', 'Action'] },
)

/** Policies that follow one of the two grammars, or nearly so. */
export const policyDocument: fc.Arbitrary<unknown> = fc.record({
  Version: fc.constantFrom('5.0', '1.1'),
  Statement: fc.array(statement, { minLength: 1, maxLength: 3 }),
})
