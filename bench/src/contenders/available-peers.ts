import type { Peer } from './peer.js'
import { installPeerPackages } from './peer-packages.js'
import { postgres } from './postgres.js'
import { sqlite } from './sqlite.js'

/** Peers that can be compared with here, and what to say about the others. */
export interface AvailablePeers {
  readonly peers: readonly Peer[]
  readonly leftOut: readonly string[]
}

/** Installs the peers on first use and tries which of them run; one that does not, such as one that did not compile, is told. */
export function availablePeers(tell: (progress: string) => void): AvailablePeers {
  const peers: Peer[] = []
  const leftOut: string[] = []
  installPeerPackages(tell)
  for (const peer of [postgres, sqlite]) {
    try {
      peer.check()
      peers.push(peer)
    } catch (error) {
      const [reason] = String(error instanceof Error ? error.message : error).split('\n')
      leftOut.push(`${peer.name} is left out, it does not run here: ${reason}`)
    }
  }
  for (const sentence of leftOut) tell(`peers: ${sentence}`)
  return { peers, leftOut }
}
