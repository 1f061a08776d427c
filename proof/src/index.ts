export {
  type Envelope,
  type EnvelopeSignature,
  type OpenedEnvelope,
  openEnvelope,
  type Signer,
  sealEnvelope,
  signerOf,
  UnreadableEnvelopeError,
} from './envelope.js'
export { MANIFEST_TYPE } from './manifest.js'
export { SigningKey, UnusableKeyError, VerifyingKey } from './signing-key.js'
