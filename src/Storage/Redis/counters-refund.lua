-- Gives back on each total whose window still runs and that is the one it was drawn on. KEYS: the totals. ARGV: the moment as for drawing, then for each
-- total the start of the window in which it was drawn, that window's end, the amount, as decimal digits, and the total's name.
local function sub(a, b)
  if #a <= 15 then
    local d = tonumber(a) - tonumber(b)
    return string.format('%.0f', d > 0 and d or 0)
  end
  if #a < #b or (#a == #b and a <= b) then return '0' end
  local out, borrow, i = '', 0, 0
  while i < #a do
    local s = (tonumber(string.sub(a, -(i + 14), -(i + 1))) or 0) - (tonumber(string.sub(b, -(i + 14), -(i + 1))) or 0) - borrow
    borrow = 0
    if s < 0 then s = s + 1e14; borrow = 1 end
    out = string.format('%014.0f', s) .. out
    i = i + 14
  end
  out = string.gsub(out, '^0+', '')
  return out == '' and '0' or out
end
local sec = tonumber(ARGV[1])
if not sec then sec = tonumber(redis.call('TIME')[1]) end
local given = 0
for i, key in ipairs(KEYS) do
  local start, over, nanos, name = ARGV[4 * i - 1], tonumber(ARGV[4 * i]), ARGV[4 * i + 1], ARGV[4 * i + 2]
  local row = redis.call('HMGET', key, 's', 't', 'e')
  if row[1] == start and row[3] == name and row[2] and string.match(row[2], '^%d+$') and sec < over then
    redis.call('HSET', key, 't', sub(row[2], nanos))
    given = given + 1
  end
end
return given
