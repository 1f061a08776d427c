import type { Static } from 'typebox'
import * as Type from 'typebox'
import { LIMITS } from '../limits.js'

const STRICT = { additionalProperties: false }

const name = (description: string) => Type.String({ minLength: 1, maxLength: LIMITS.nameLength, description })

const named = (what: string) =>
  Type.Object(
    { id: Type.Optional(name(`Id of the ${what}.`)), name: Type.Optional(name(`Name of the ${what}.`)) },
    STRICT,
  )

const secret = (description: string) => Type.String({ minLength: 1, maxLength: LIMITS.tokenLength, description })

/** Body of KeystoneCreateUserTokenByPassword. */
export const TokenRequest = Type.Object(
  {
    auth: Type.Object(
      {
        identity: Type.Object(
          {
            methods: Type.Array(Type.Literal('password'), { minItems: 1, maxItems: 1 }),
            password: Type.Object(
              {
                user: Type.Object(
                  {
                    name: name('User name.'),
                    password: Type.String({ minLength: 1, maxLength: LIMITS.passwordLength }),
                    domain: Type.Object({ name: name('Name of the account.') }, STRICT),
                  },
                  STRICT,
                ),
              },
              STRICT,
            ),
          },
          STRICT,
        ),
        scope: Type.Optional(
          Type.Object(
            { project: Type.Optional(named('project')), domain: Type.Optional(named('account')) },
            { ...STRICT, description: 'The project wins if both are there.' },
          ),
        ),
      },
      STRICT,
    ),
  },
  { $id: 'TokenRequest', ...STRICT },
)
export type TokenRequest = Static<typeof TokenRequest>

const Named = Type.Object({ id: Type.String(), name: Type.String() }, STRICT)

/** Answer of both token operations; the token itself is a header. Times like `2020-01-04T09:05:22.701000Z`. */
export const TokenDescription = Type.Object(
  {
    token: Type.Object(
      {
        expires_at: Type.String(),
        issued_at: Type.String(),
        methods: Type.Array(Type.String()),
        catalog: Type.Optional(
          Type.Array(Type.Unknown(), { description: 'Empty: one server is all there is. Absent with nocatalog.' }),
        ),
        roles: Type.Array(Named, { description: 'Policies granted to the user in the scope of the token.' }),
        user: Type.Object(
          {
            id: Type.String(),
            name: Type.String(),
            password_expires_at: Type.String({ description: 'Empty: passwords do not expire.' }),
            domain: Named,
          },
          STRICT,
        ),
        project: Type.Optional(Type.Object({ id: Type.String(), name: Type.String(), domain: Named }, STRICT)),
        domain: Type.Optional(Named),
      },
      STRICT,
    ),
  },
  { $id: 'TokenDescription', ...STRICT },
)
export type TokenDescription = Static<typeof TokenDescription>

const Links = Type.Object({ self: Type.String() }, STRICT)

const PageLinks = Type.Object({ self: Type.String(), next: Type.Null(), previous: Type.Null() }, STRICT)

/** Answer of KeystoneListProjects. */
export const ProjectList = Type.Object(
  {
    projects: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          name: Type.String(),
          domain_id: Type.String(),
          enabled: Type.Boolean(),
          is_domain: Type.Boolean(),
          parent_id: Type.String(),
          description: Type.String(),
          links: Links,
        },
        STRICT,
      ),
    ),
    links: PageLinks,
  },
  { $id: 'ProjectList', ...STRICT },
)
export type ProjectList = Static<typeof ProjectList>

/** Answer of KeystoneListAuthDomains. */
export const AuthDomainList = Type.Object(
  {
    domains: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          name: Type.String(),
          enabled: Type.Boolean(),
          description: Type.String(),
          links: Links,
        },
        STRICT,
      ),
    ),
    links: Links,
  },
  { $id: 'AuthDomainList', ...STRICT },
)
export type AuthDomainList = Static<typeof AuthDomainList>

/** Answer of KeystoneListRegions. */
export const RegionList = Type.Object(
  {
    regions: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          type: Type.String(),
          description: Type.String(),
          parent_region_id: Type.Null(),
          locales: Type.Object({ 'en-us': Type.String(), 'zh-cn': Type.String() }, STRICT),
          links: Links,
        },
        STRICT,
      ),
    ),
    links: PageLinks,
  },
  { $id: 'RegionList', ...STRICT },
)
export type RegionList = Static<typeof RegionList>

/** Body of CreateTemporaryAccessKeyByToken. */
export const TemporaryAccessKeyRequest = Type.Object(
  {
    auth: Type.Object(
      {
        identity: Type.Object(
          {
            methods: Type.Array(Type.Literal('token'), { minItems: 1, maxItems: 1 }),
            token: Type.Optional(
              Type.Object(
                {
                  id: Type.Optional(secret('The token; default: that of X-Auth-Token.')),
                  duration_seconds: Type.Optional(
                    Type.Integer({
                      minimum: LIMITS.temporaryKeySeconds.min,
                      maximum: LIMITS.temporaryKeySeconds.max,
                      default: LIMITS.temporaryKeySeconds.min,
                    }),
                  ),
                },
                STRICT,
              ),
            ),
          },
          STRICT,
        ),
      },
      STRICT,
    ),
  },
  { $id: 'TemporaryAccessKeyRequest', ...STRICT },
)
export type TemporaryAccessKeyRequest = Static<typeof TemporaryAccessKeyRequest>

/** Answer of CreateTemporaryAccessKeyByToken. */
export const TemporaryAccessKey = Type.Object(
  {
    credential: Type.Object(
      {
        access: Type.String(),
        secret: Type.String(),
        securitytoken: Type.String(),
        expires_at: Type.String({ description: 'UTC with microseconds.' }),
      },
      STRICT,
    ),
  },
  { $id: 'TemporaryAccessKey', ...STRICT },
)
export type TemporaryAccessKey = Static<typeof TemporaryAccessKey>
