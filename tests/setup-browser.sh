#!/bin/sh
# Finds a Chromium for the tests that need a real browser, or installs Debian's.
# The tests look for the same names, see tests/browser.py.
# Pages are measured with the fonts of their style sheets, so Debian gets these as well.
has_fonts() {
    ! command -v apt-get >/dev/null 2>&1 ||
        ls -d /usr/share/fonts/truetype/liberation* >/dev/null 2>&1
}
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" >/dev/null 2>&1 && has_fonts && exit 0
done
if [ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ]; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium for the tests in a browser ..."
    apt-get update -q >/dev/null
    DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends \
        chromium fonts-liberation >/dev/null
    exit 0
fi
echo "The tests need a browser: install Chromium or Chrome, on Debian with its fonts" >&2
echo "(sudo apt-get install chromium fonts-liberation)." >&2
exit 1
