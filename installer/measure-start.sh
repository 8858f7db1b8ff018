#!/bin/sh
# Prints how long the studio takes to its window: the median of five starts (or of the number given)
# with the AOT cache and without it, and the resident memory 20 s after a start with a run of
# LeNet-300-100. On a busy machine the CPU time tells more. Linux only. Uses the program of the app
# image in target/installer, or COMMAND:
#   installer/measure-start.sh [STARTS] [COMMAND]
set -eu
cd "$(dirname "$0")/.."
starts=${1:-5}
command=${2:-target/installer/image/sparsevd/bin/sparsevd}
for tool in Xvfb xdotool "$command"; do
  command -v "$tool" >/dev/null || { echo "measure-start: $tool is missing"; exit 1; }
done

work=$(mktemp -d)
xvfb=
pid=
finish() {
  for each in $pid $xvfb; do kill "$each" 2>/dev/null || :; done
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM
HOME=$work/home XDG_DATA_HOME=$work/data
export HOME XDG_DATA_HOME
mkdir "$HOME"
# A desktop's server does not start over whenever the last of its programs leaves, as Xvfb would
# between any two questions of xdotool.
Xvfb -noreset -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp 3>"$work/display" 2>/dev/null &
xvfb=$!
until [ -s "$work/display" ]; do sleep 0.1; done
DISPLAY=:$(cat "$work/display")
export DISPLAY

now() { date +%s%N; }

# Starts the program with the arguments and waits for its window: sets milliseconds and pid.
start() {
  begin=$(now)
  "$command" "$@" >/dev/null 2>&1 &
  pid=$!
  until xdotool search --onlyvisible --name '^SparseVD Studio$' >/dev/null 2>&1; do
    kill -0 "$pid" 2>/dev/null || { echo "measure-start: $command ended without a window"; exit 1; }
    sleep 0.01
  done
  milliseconds=$((($(now) - begin) / 1000000))
  # utime and stime, in hundredths of a second; other programs slow these less than the clock.
  cpu=$(awk '{ print ($14 + $15) * 10 }' "/proc/$pid/stat")
}

stop() {
  kill "$pid"
  wait "$pid" 2>/dev/null || :
  pid=
}

median() {
  i=0
  : >"$work/times"
  while [ "$i" -lt "$starts" ]; do
    start
    stop
    echo "$milliseconds $cpu" >>"$work/times"
    i=$((i + 1))
  done
  for field in 1 2; do
    cut -d ' ' -f "$field" "$work/times" | sort -n | sed -n "$(((starts + 1) / 2))p"
  done | paste -sd ' ' | sed 's/ / ms to the window, CPU /; s/$/ ms/'
}

load() { cut -d ' ' -f 1 /proc/loadavg; }

start && stop # the files come from the disk once
echo "with the AOT cache:    $(median), medians of $starts (load $(load))"
export JAVA_TOOL_OPTIONS=-XX:AOTMode=off
echo "without the AOT cache: $(median), medians of $starts (load $(load))"
unset JAVA_TOOL_OPTIONS
start studio "$PWD/assets/runs/lenet-300-100-s1"
sleep 20
echo "resident memory with lenet-300-100-s1 open: $(($(ps -o rss= -p "$pid") / 1024)) MB"
stop
