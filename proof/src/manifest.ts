/** `payloadType` of the signed manifest of an export file. */
export const MANIFEST_TYPE = 'application/vnd.deskledger.manifest+json'
