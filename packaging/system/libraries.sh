#!/bin/sh
# Checks the system libraries that Qt needs and, as root on Debian or Ubuntu, installs what is missing.
#   libraries.sh window    what `make run` needs (a window under X11 or Wayland)
#   libraries.sh tests     that, a virtual X server and strace for the tests
# Exit 0: all there. Exit 1: something is missing and one line says how to get it.
set -eu

missing=""

need_library() { # soname package
    if ! ldconfig -p 2>/dev/null | grep -q "$1" && ! ls /usr/lib/*/"$1" /usr/lib/"$1" >/dev/null 2>&1; then
        missing="$missing $2"
    fi
}

need_command() { # command package
    command -v "$1" >/dev/null 2>&1 || missing="$missing $2"
}

[ "$(uname -s)" = Linux ] || exit 0
PATH="$PATH:/sbin:/usr/sbin"

need_library libGL.so.1 libgl1
need_library libEGL.so.1 libegl1
need_library libglib-2.0.so.0 libglib2.0-0
need_library libfontconfig.so.1 libfontconfig1
need_library libdbus-1.so.3 libdbus-1-3
need_library libxkbcommon.so.0 libxkbcommon0
need_library libxkbcommon-x11.so.0 libxkbcommon-x11-0
need_library libxcb-cursor.so.0 libxcb-cursor0
need_library libxcb-icccm.so.4 libxcb-icccm4
need_library libxcb-keysyms.so.1 libxcb-keysyms1
need_library libxcb-shape.so.0 libxcb-shape0
need_library libxcb-image.so.0 libxcb-image0
need_library libxcb-render-util.so.0 libxcb-render-util0
need_library libxcb-xinerama.so.0 libxcb-xinerama0
if [ "${1:-window}" = tests ]; then
    need_command Xvfb xvfb
    need_command xvfb-run xvfb
    need_command xauth xauth
    need_command strace strace
fi

[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "Missing system libraries; on Debian they are called:$missing" >&2
    exit 1
fi
if [ "$(id -u)" -ne 0 ]; then
    echo "Some system libraries are missing. Please run:  sudo apt-get install$missing" >&2
    exit 1
fi
echo "Installing system libraries:$missing" >&2
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086
apt-get install -y -qq --no-install-recommends $missing >/dev/null
