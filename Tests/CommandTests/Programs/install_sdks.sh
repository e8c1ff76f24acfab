#!/bin/bash
# Installs the Python SDKs that send telemetry into a virtual environment in the user's cache, once for each set of
# versions, and prints its path. Ends with 75 when the package index cannot be reached.
set -euo pipefail

packages=(
    opentelemetry-sdk==1.45.1
    opentelemetry-exporter-otlp-proto-http==1.45.1
    opentelemetry-exporter-otlp-json-http==0.66b1
    openinference-instrumentation-openai==0.1.66
    opentelemetry-instrumentation-openai==0.62.4
    langfuse==5.0.4
    openai==3.57.0
)
digest=$(printf '%s\n' "${packages[@]}" | sha256sum | cut -c1-12)
place=${XDG_CACHE_HOME:-$HOME/.cache}/dossier-tests/sdks-$digest
if [ ! -e "$place/complete" ]; then
    rm -rf "$place"
    mkdir -p "$(dirname "$place")"
    python3 -m venv "$place"
    log=$place/install.log
    if ! "$place/bin/pip" install --quiet --disable-pip-version-check "${packages[@]}" >"$log" 2>&1; then
        cat "$log" >&2
        grep -qE 'NewConnectionError|ConnectTimeout|Name or service not known|Temporary failure|ProxyError' "$log" && exit 75
        exit 1
    fi
    touch "$place/complete"
fi
echo "$place"
