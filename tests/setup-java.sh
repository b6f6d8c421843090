#!/bin/sh
# Installs Debian's Java for the tests with veraPDF, which skip where there is none.
command -v java >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Java for the tests with veraPDF ..."
    apt-get update -q >/dev/null
    DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends \
        default-jre-headless >/dev/null ||
        echo "There is no Java: the tests with veraPDF skip." >&2
fi
exit 0
