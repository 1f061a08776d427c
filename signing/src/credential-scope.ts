/** Where a derived key is valid: the region (`globe` for account-level services) and the service's name. */
export interface CredentialScope {
  readonly regionId: string
  readonly service: string
}

/** A credential scope on one UTC day, written `YYYYMMDD`. */
export interface DatedScope extends CredentialScope {
  readonly date: string
}

/** The names of the algorithms that are spoken here; every other one is refused. */
export const ALGORITHMS = ['SDK-HMAC-SHA256', 'V11-HMAC-SHA256'] as const
export type Algorithm = (typeof ALGORITHMS)[number]

/** A scope makes a signature a derived one (V11); without it the secret key signs directly (spec/auth.md 2 and 3). */
export function algorithmOf(scope: DatedScope | undefined): Algorithm {
  return scope === undefined ? 'SDK-HMAC-SHA256' : 'V11-HMAC-SHA256'
}

/** The `info` of spec/auth.md 3: `YYYYMMDD/<region id>/<service>`. */
export function scopeText({ date, regionId, service }: DatedScope): string {
  return `${date}/${regionId}/${service}`
}
