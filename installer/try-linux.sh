#!/bin/sh
# Builds the .deb, installs it, trains two epochs in its window by mouse and keyboard, and removes
# it again. Needs root; where a tool is missing it says so and does nothing. The picture of the
# window is target/installer/trained.png.
set -eu
cd "$(dirname "$0")/.."
package=sparsevd-studio
output=target/installer

skip() {
  echo "try-linux: skipped, $1"
  exit 0
}
fail() {
  echo "try-linux: $1" >&2
  exit 1
}

[ "$(uname -s)" = Linux ] || skip "this is not Linux"
[ "$(id -u)" = 0 ] || skip "only root can install a package"
for tool in dpkg dpkg-deb fakeroot Xvfb xdotool import ldd mvn; do
  command -v "$tool" >/dev/null || skip "$tool is missing"
done
if command -v sparsevd >/dev/null || dpkg -s "$package" >/dev/null 2>&1; then
  skip "SparseVD Studio is installed already, and that one is not to be touched"
fi

work=$(mktemp -d)
xvfb=
pid=
installed=
finish() {
  status=$?
  for each in $pid $xvfb; do kill "$each" 2>/dev/null || :; done
  [ -z "$installed" ] || dpkg --purge --force-depends "$package" >/dev/null 2>&1 || :
  rm -rf "$work"
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT TERM

newer=$(find src/main assets datasets installer -newer "$output/${package}.built" 2>/dev/null | head -1 || :)
if [ ! -f "$output/${package}.built" ] || [ -n "$newer" ]; then
  mvn -q -Pinstaller -DskipTests package || fail "the installer is not built"
  : >"$output/${package}.built"
fi
deb=$(ls "$output"/*.deb)
bytes=$(wc -c <"$deb")
echo "try-linux: $deb has $((bytes / 1000000)) MB"
[ "$bytes" -le 90000000 ] || fail "the package has $bytes bytes, at most 90000000 are allowed"

# What the package needs is not fetched here: the window shows whether enough of it is there.
installed=yes
dpkg -i --force-depends "$deb" >"$work/dpkg" 2>&1 || { cat "$work/dpkg"; fail "dpkg -i failed"; }
[ "$(command -v sparsevd)" = /usr/bin/sparsevd ] || fail "sparsevd is not on the PATH"

# Nobody's data: a home of its own.
HOME=$work/home XDG_DATA_HOME=$work/home/data
export HOME XDG_DATA_HOME
mkdir "$HOME"
JAVA_TOOL_OPTIONS=-Xlog:class+load:file=$work/loaded sparsevd --version >/dev/null 2>&1
grep -q 'org.sparsevd.Main source: shared objects file' "$work/loaded" || fail "the AOT cache does not fit"
Xvfb -displayfd 3 -screen 0 1440x900x24 -nolisten tcp 3>"$work/display" 2>/dev/null &
xvfb=$!
until [ -s "$work/display" ]; do sleep 0.1; done
DISPLAY=:$(cat "$work/display")
export DISPLAY
JAVA_TOOL_OPTIONS=-Dsparsevd.spots=$work/spots sparsevd >"$work/words" 2>&1 &
pid=$!

# Waits at most $1 seconds until the rest, a command, succeeds.
wait_for() {
  left=$(($1 * 5))
  shift
  until "$@" >/dev/null 2>&1; do
    left=$((left - 1))
    kill -0 "$pid" 2>/dev/null && [ "$left" -gt 0 ] || { cat "$work/words"; return 1; }
    sleep 0.2
  done
}
is_trained() { grep -q '"kind" *: *"completed"' "$HOME"/data/sparsevd-studio/runs/*/run.json; }

# The window tells where its controls are and what they say (org.sparsevd.ui.ControlSpots).
says() { grep -q "^[0-9]* [0-9]* $1 $2\$" "$work/spots"; }
click() {
  spot=$(sed -n "s/^\([0-9]* [0-9]*\) $1 .*/\1/p" "$work/spots")
  [ -n "$spot" ] || fail "no control \"$1\" in the window"
  # shellcheck disable=SC2086 # two words, x and y
  xdotool mousemove $spot sleep 0.3 click 1 sleep 0.5
}

wait_for 180 xdotool search --onlyvisible --name '^SparseVD Studio$' || fail "no window"
window=$(xdotool search --onlyvisible --name '^SparseVD Studio$' | head -1)
wait_for 60 says epochs '[0-9]*' || fail "no field for the epochs in the window"
wait_for 60 says train Train || fail "no button to train in the window"
xdotool windowfocus "$window" 2>/dev/null || :
import -window root "$output/opened.png"
tries=0
until says epochs 2; do # a click comes to nothing while a slow window is busy
  tries=$((tries + 1))
  [ "$tries" -le 5 ] || fail "the epochs cannot be typed: $(grep ' epochs ' "$work/spots")"
  click epochs
  xdotool key ctrl+a sleep 0.2 type 2
  xdotool key Return
  wait_for 5 says epochs 2 || :
done
click train
wait_for 300 is_trained || { import -window root "$output/failed.png"; fail "nothing was trained"; }
wait_for 60 says headline 'Epoch 2.*' || : # the end is drawn
import -window root "$output/trained.png"
run=$(dirname "$HOME"/data/sparsevd-studio/runs/*/run.json)
rows=$(wc -l <"$run/epochs.csv")
[ "$rows" = 4 ] || fail "a header and epochs 0 to 2 were expected in epochs.csv, got $rows lines"
grep -v -e incubator -e JAVA_TOOL_OPTIONS "$work/words" && fail "the program had something to say" || :

kill "$pid"
wait "$pid" 2>/dev/null || :
pid=
dpkg -r --force-depends "$package" >"$work/dpkg" 2>&1 || { cat "$work/dpkg"; fail "dpkg -r failed"; }
! [ -e /usr/bin/sparsevd ] || fail "dpkg -r left /usr/bin/sparsevd"
! [ -e /usr/lib/sparsevd-studio ] || fail "dpkg -r left /usr/lib/sparsevd-studio"
[ -f "$run/weights.safetensors" ] || fail "dpkg -r took the user's runs along"
echo "try-linux: installed, trained two epochs in the window, removed; the run is still there"
