#!/usr/bin/env bash
# Installs what the tests of the page and of office files run, where it is missing and can be installed: as root with
# apt-get, and axe-core with npm. What cannot be had is left out; tests that need it say so.
set -uo pipefail
cd "$(dirname "$0")/../.."

wanted=()
needs() { command -v "$1" >/dev/null || wanted+=("${@:2}"); }
needs chromium chromium
needs chromedriver chromium-driver
needs pdftotext poppler-utils
needs soffice libreoffice-calc-nogui libreoffice-writer-nogui
needs npm npm
[ -n "$(fc-list :lang=zh 2>/dev/null)" ] || wanted+=(fontconfig fonts-noto-cjk)

if [ ${#wanted[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq && apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null ||
      echo "not installed: ${wanted[*]}" >&2
  else
    echo "missing, and only root can install them with apt-get: ${wanted[*]}" >&2
  fi
fi
if [ ! -f .venv/node/node_modules/axe-core/axe.min.js ]; then
  npm install --prefix .venv/node --no-save --silent --no-audit --no-fund axe-core@4.14.1 ||
    echo "not installed: axe-core" >&2
fi
exit 0
