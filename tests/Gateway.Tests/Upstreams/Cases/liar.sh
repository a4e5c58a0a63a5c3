# An upstream that lies: answers to ids that nobody asked, answers twice, tools without names, names twice, and text between messages.
while IFS= read -r line; do
  id=$(printf '%s' "$line" | sed -n 's/.*"id":\("[^"]*"\|-\{0,1\}[0-9]*\)[ ,}].*/\1/p')
  answer() { printf '{"jsonrpc":"2.0","id":%s,%s}\n' "$id" "$1"; }
  printf 'no message\n{"jsonrpc":"2.0","id":99,"result":{"tools":[{"name":"stolen"}]}}\n'
  printf '{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":1,"progress":1}}\n'
  printf '{"jsonrpc":"2.0","id":5,"method":"roots/list","params":{"_meta":{"\\ud800":1,"progressToken":"\\ud800"}}}\n'
  printf '{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"\\ud800"}}\n{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"\\udc00"}}\n'
  case "$line" in
    *'"method":"initialize"'*) answer '"result":{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"liar","version":"1"}}' ;;
    *'"method":"tools/list"'*) answer '"result":{"tools":[{"name":"a"},{"name":"a","description":"again"},{"title":"nameless"},{"name":7},3,{"name":""}]}'; answer '"result":{"tools":[{"name":"second"}]}' ;;
    *'"method":"tools/call"'*) answer '"result":{"content":[]}'; answer '"result":{"content":[{"type":"text","text":"twice"}]}' ;;
  esac
done
