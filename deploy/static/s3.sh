#!/bin/sh
# Uploads the current build to S3: what has a hash in its name for a year, everything else to be asked for again.
#   deploy/static/s3.sh BUCKET [DATA] [BASE]      BASE: /help, as in KINDRED_BASE
#
# CloudFront completes addresses by this function (viewer request):
#   function handler({ request }) {
#     if (request.uri.endsWith('/')) request.uri += 'index.html'
#     return request
#   }
# and sends /404.html (below a path, /help/404.html) for 403 and 404.
set -eu
bucket=${1:?BUCKET}
data=${2:-data}
base=${3:-}
build="$data/site/$(cat "$data/site/current")"
skip="--exclude *.br --exclude *.gz --exclude _headers --exclude _redirects --exclude .complete --exclude redirects.json"
set -f
for folder in _astro social; do
  [ -d "$build/$folder" ] || continue
  # shellcheck disable=SC2086
  aws s3 sync "$build/$folder" "s3://$bucket$base/$folder" $skip --cache-control 'public, max-age=31536000, immutable'
done
# shellcheck disable=SC2086
aws s3 sync "$build" "s3://$bucket$base" $skip --exclude '_astro/*' --exclude 'social/*' --delete --cache-control 'public, max-age=0, must-revalidate'
