#!/bin/bash
# Runs inside a bare Debian, after the hub's package was installed there: what the package brought has to work with
# nothing else. As root it makes somebody without rights, and goes on as they.
set -eu
if [ "$(id -u)" -eq 0 ]; then
    folder=$(mktemp -d)
    chown nobody "$folder"
    status=0
    setpriv --reuid=nobody --regid=nogroup --clear-groups --no-new-privs \
        env FOLDER="$folder" TMPDIR="$folder" HOME="$folder" "$0" || status=$?
    rm -rf "$folder"
    exit "$status"
fi

export SCRIM_HUB_DATA="$FOLDER/data" SCRIM_HUB_KEY_FILE="$FOLDER/key/master.key"
scrim-hub --version
printf 'correct horse battery staple\n' | scrim-hub person add mara --role moderator --password-stdin
# Starts a worker, which has to say that all its walls stand.
scrim-hub doctor

scrim-hub serve --listen 127.0.0.1:0 >"$FOLDER/told" 2>"$FOLDER/log" &
hub=$!
for _ in $(seq 1 200); do
    port=$(sed -n 's|.*"url":"http://127.0.0.1:\([0-9]*\)".*|\1|p' "$FOLDER/told")
    [ -z "$port" ] || break
    sleep 0.1
done
if [ -z "$port" ]; then
    cat "$FOLDER/log"
    exit 1
fi
exec 3<>"/dev/tcp/127.0.0.1/$port"
printf 'GET /readyz HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nConnection: close\r\n\r\n' "$port" >&3
read -r answer <&3
echo "$answer"
case $answer in
"HTTP/1.1 200"*) ;;
*) exit 1 ;;
esac
kill -TERM "$hub"
wait "$hub"
echo "the hub was installed, served, and stopped when it was asked to"
