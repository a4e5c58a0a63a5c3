# A server of the legacy era on standard input and output that asks its client before it answers a call.
while IFS= read -r line; do
  case "$line" in
    *'"tools/call"'*)
      printf '%s\n' '{"jsonrpc":"2.0","id":"q1","method":"roots/list"}'
      IFS= read -r first
      printf '%s\n' '{"jsonrpc":"2.0","id":"q2","method":"sampling/createMessage","params":{"messages":[]}}'
      IFS= read -r second
      printf '%s\n%s\n' "$first" "$second" >> "$1"
      printf '%s\n' '{"jsonrpc":"2.0","id":1,"result":{"content":[]}}'
      ;;
  esac
done
