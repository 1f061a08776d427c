#!/usr/bin/env bash
# Lists the two newest connection records with nothing but curl and openssl: the whole request signature in sight.
set -euo pipefail
host=${DESKLEDGER_ENDPOINT#http://}
path=/v2/$DESKLEDGER_PROJECT_ID/connections/desktops
query=limit=2
date=$(date -u +%Y%m%dT%H%M%SZ)
empty_body=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855

canonical="GET
$path/
$query
host:$host
x-sdk-date:$date

host;x-sdk-date
$empty_body"
to_sign="SDK-HMAC-SHA256
$date
$(printf %s "$canonical" | openssl dgst -sha256 -r | cut -d' ' -f1)"
signature=$(printf %s "$to_sign" | openssl dgst -sha256 -hmac "$DESKLEDGER_SECRET_KEY" -r | cut -d' ' -f1)

curl --silent --show-error --fail-with-body "$DESKLEDGER_ENDPOINT$path?$query" \
  --header "X-Sdk-Date: $date" \
  --header "Authorization: SDK-HMAC-SHA256 Access=$DESKLEDGER_ACCESS_KEY, SignedHeaders=host;x-sdk-date, Signature=$signature"
