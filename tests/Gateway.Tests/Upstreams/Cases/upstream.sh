# An upstream on standard input and output. Writes every line that reaches it to the file $1, and answers by the name of the tool.
record=$1
count=0
while IFS= read -r line; do
  printf '%s\n' "$line" >> "$record"
  count=$((count + 1))
  id=$(printf '%s' "$line" | sed -n 's/.*"id":\("[^"]*"\|-\{0,1\}[0-9]*\)[ ,}].*/\1/p')
  answer() { printf '{"jsonrpc":"2.0","id":%s,%s}\n' "$id" "$1"; }
  case "$line" in
    *'"method":"initialize"'*) answer '"result":{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"double","version":"1"}}' ;;
    *'"method":"tools/list"'*) answer '"result":{"x":1.0,"tools":[{"name":"echo","inputSchema":{"type":"object","properties":{"a":{}}}},{"name":"secret"},{"name":"fail"}],"cacheScope":"public"}' ;;
    *'"name":"echo"'*|*'"method":"ping"'*) answer '"result":{"content":[{"type":"text","text":"done"}]}' ;;
    *'"name":"noise"'*) printf 'listening ...\n\n[1,2]\n'; answer '"result":{"content":[]}' ;;
    *'"name":"fail"'*) answer '"result":{"content":[],"isError":true}' ;;
    *'"name":"reject"'*) answer '"error":{"code":-32602,"message":"no"}' ;;
    *'"name":"broken"'*) answer '"error":{"code":-32603,"message":"no"}' ;;
    *'"name":"long"'*) answer "\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"$(printf '%0200000d' 0)\"}]}" ;;
    *'"name":"stray"'*) printf '%0200000d\n' 0; answer '"result":{"content":[]}' ;;
    *'"name":"die"'*) exit 7 ;;
    *'"name":"ask"'*'"requestState"'*) answer '"result":{"resultType":"complete","content":[]}' ;;
    *'"name":"ask"'*) answer "\"result\":{\"resultType\":\"input_required\",\"inputRequests\":{},\"requestState\":\"s$count\"}" ;;
    *'"name":"works"'*) answer '"result":{"task":{"taskId":"task-1","status":"working"}}'; printf '{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"mine","progress":2}}\n{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}\n' ;;
    *'"name":"begin"'*) answer '"result":{"resultType":"task","taskId":"task-1"}' ;;
    *'"method":"tasks/get"'*) answer '"result":{"resultType":"complete","status":"working"}' ;;
    *'"name":"child"'*) sleep 1000 & printf '%s' $! > "$record.child"; answer '"result":{"content":[]}' ;;
  esac
done
