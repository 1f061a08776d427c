#!/usr/bin/env bash
# Lists the two newest connection records with a token: curl alone, nothing to sign. Node writes the request body, since
# a password may hold quotes. Password and token are never arguments, since those show in process lists.
set -euo pipefail
umask 077
headers=$(mktemp)
trap 'rm -f "$headers" "$headers.token"' EXIT

node --print 'const { DESKLEDGER_ACCOUNT, DESKLEDGER_USER, DESKLEDGER_PASSWORD, DESKLEDGER_PROJECT_ID } = process.env
  const user = { name: DESKLEDGER_USER, password: DESKLEDGER_PASSWORD, domain: { name: DESKLEDGER_ACCOUNT } }
  const scope = { project: { id: DESKLEDGER_PROJECT_ID } }
  JSON.stringify({ auth: { identity: { methods: ["password"], password: { user } }, scope } })' |
  curl --silent --show-error --fail-with-body --output /dev/null --dump-header "$headers" \
    --header 'Content-Type: application/json' --data-binary @- "$DESKLEDGER_ENDPOINT/v3/auth/tokens?nocatalog=true"

# The token is a header of the answer. It is valid for 24 hours.
sed -n 's/\r$//; s/^x-subject-token: */X-Auth-Token: /Ip' "$headers" > "$headers.token"

curl --silent --show-error --fail-with-body --header "@$headers.token" \
  "$DESKLEDGER_ENDPOINT/v2/$DESKLEDGER_PROJECT_ID/connections/desktops?limit=2"
