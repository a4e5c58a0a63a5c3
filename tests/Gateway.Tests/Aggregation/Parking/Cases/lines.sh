# A server of the legacy era on standard input and output. A call of `ask` asks first, and is answered with the line that answers its question, whatever else comes in between;
# one of `wait` tells progress and is answered when one of `release` comes. With an argument, `wait` asks instead.
count=0
waiting=
while IFS= read -r line; do
  id=$(printf '%s' "$line" | sed -n 's/.*"id":\("[^"]*"\|-\{0,1\}[0-9]*\)[ ,}].*/\1/p')
  case "$line" in
    *'"initialize"'*) printf '{"jsonrpc":"2.0","id":%s,"result":{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"d","version":"1"}}}\n' "$id" ;;
    *'"release"'*)
      for call in $waiting $id; do
        printf '{"jsonrpc":"2.0","id":%s,"result":{"content":[{"type":"text","text":"released"}]}}\n' "$call"
      done
      waiting= ;;
    *'"wait"'*'"ask":1'*)
      printf '{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":%s,"progress":1}}\n' "$id"
      count=$((count + 1))
      eval "call_$count=\$id"
      printf '{"jsonrpc":"2.0","id":%s,"method":"sampling/createMessage","params":{"messages":[],"maxTokens":1}}\n' "$count" ;;
    *'"wait"'*)
      printf '{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":%s,"progress":1}}\n' "$id"
      waiting="$waiting $id" ;;
    *'"tools/call"'*)
      count=$((count + 1))
      eval "call_$count=\$id"
      printf '{"jsonrpc":"2.0","id":%s,"method":"sampling/createMessage","params":{"messages":[],"maxTokens":1}}\n' "$count" ;;
    *'"result"'*|*'"error"'*)
      eval "call=\$call_$id"
      text=$(printf '%s' "$line" | sed 's/\\/\\\\/g; s/"/\\"/g')
      printf '{"jsonrpc":"2.0","id":%s,"result":{"content":[{"type":"text","text":"%s"}]}}\n' "$call" "$text" ;;
  esac
done
