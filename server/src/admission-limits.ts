import type { AdmissionLimits } from '@deskledger/http'
import type { Settings } from './settings/definitions.js'

const MEBIBYTE = 2 ** 20

/** How much is worked on at a time, by the settings. */
export function admissionLimits(settings: Settings): AdmissionLimits {
  return {
    requests: settings.maxRequests,
    requestsOfUser: settings.maxRequestsOfUser,
    requestsOfProject: settings.maxRequestsOfProject,
    requestsOfUserPerSecond: settings.maxUserRate,
    waitingQueries: settings.waitingQueries,
    bytesOfUserPerSecond: settings.maxUserIntake * MEBIBYTE,
    bytesOfProjectPerSecond: settings.maxProjectIntake * MEBIBYTE,
    bodies: settings.maxBodies,
    bodiesOfUser: settings.maxBodiesOfUser,
    // The other half stays for those who are known.
    unprovenBodies: Math.ceil(settings.maxBodies / 2),
    unprovenBodiesOfAddress: settings.maxBodiesOfAddress,
    downloadsOfProject: settings.maxDownloadsOfProject,
    downloadsOfUser: settings.maxDownloadsOfUser,
  }
}
