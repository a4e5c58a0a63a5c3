-- Draws on every total or on none. KEYS: a total for each draw. ARGV: the moment (seconds and 100 ns of it; empty for the server's own
-- clock, as always but in tests) and a name that was never used for a total that begins now; then for each draw its window, its amount, what the caller
-- gives back of a block that it took ahead, the start of that block's window and the name of its total, what it wants ahead and up to which total, how many
-- limits, and each limit. What is given back is so whatever becomes of the call, but only to the total that it was drawn on: one that was lost and
-- began anew holds nothing of it.
-- Amounts are decimal digits: they pass what a number holds exactly.
local function cmp(a, b)
  if #a ~= #b then return #a < #b and -1 or 1 end
  if a == b then return 0 end
  return a < b and -1 or 1
end
local function add(a, b)
  if #a <= 15 and #b <= 15 then return string.format('%.0f', tonumber(a) + tonumber(b)) end
  local out, carry, i, n = '', 0, 0, math.max(#a, #b)
  while i < n or carry > 0 do
    local s = (tonumber(string.sub(a, -(i + 14), -(i + 1))) or 0) + (tonumber(string.sub(b, -(i + 14), -(i + 1))) or 0) + carry
    carry = 0
    if s >= 1e14 then s = s - 1e14; carry = 1 end
    out = string.format('%014.0f', s) .. out
    i = i + 14
  end
  out = string.gsub(out, '^0+', '')
  return out == '' and '0' or out
end
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
local function first_of_month(days, ahead)
  local z = days + 719468
  local era = math.floor(z / 146097)
  local doe = z - era * 146097
  local yoe = math.floor((doe - math.floor(doe / 1460) + math.floor(doe / 36524) - math.floor(doe / 146096)) / 365)
  local mp = math.floor((5 * (doe - (365 * yoe + math.floor(yoe / 4) - math.floor(yoe / 100))) + 2) / 153)
  local y = yoe + era * 400
  mp = mp + ahead
  if mp > 11 then mp = mp - 12; y = y + 1 end
  local e = math.floor(y / 400)
  local yy = y - e * 400
  return e * 146097 + yy * 365 + math.floor(yy / 4) - math.floor(yy / 100) + math.floor((153 * mp + 2) / 5) - 719468
end
local function window(w, t)
  if w == 'Second' then return t, t + 1 end
  if w == 'Minute' then t = t - t % 60; return t, t + 60 end
  if w == 'Hour' then t = t - t % 3600; return t, t + 3600 end
  local days = math.floor(t / 86400)
  if w == 'Day' then return days * 86400, (days + 1) * 86400 end
  if w == 'Week' then days = days - (days + 3) % 7; return days * 86400, (days + 7) * 86400 end
  return first_of_month(days, 0) * 86400, first_of_month(days, 1) * 86400
end
local sec, tick = tonumber(ARGV[1]), tonumber(ARGV[2])
if not sec then
  local t = redis.call('TIME')
  sec, tick = tonumber(t[1]), tonumber(t[2]) * 10
end
local at, totals, full, spans, isfull = 4, {}, {}, {}, false
for i, key in ipairs(KEYS) do
  local total = totals[key]
  if not total then
    local from, to = window(ARGV[at], sec)
    local row = redis.call('HMGET', key, 's', 't', 'e')
    total = { used = '0', drawn = '0', ahead = '0', ceiling = '0', returned = false }
    if row[1] then
      local s = tonumber(row[1])
      if not s or not row[2] or not string.match(row[2], '^%d+$') then return redis.error_reply('DAMAGED a total is no number') end
      if s >= from then
        from, to = window(ARGV[at], s)
        total.used = row[2]
        total.name = row[3]
      end
    end
    -- A window that begins has no name yet, nor what an older gateway began.
    total.name = total.name or ARGV[3]
    total.from, total.to = from, to
    totals[key] = total
  end
  if ARGV[at + 2] ~= '0' and tonumber(ARGV[at + 3]) == total.from and ARGV[at + 4] == total.name then
    total.used = sub(total.used, ARGV[at + 2])
    total.returned = true
  end
  spans[2 * i - 1], spans[2 * i] = total.from, total.to
  total.drawn = add(total.drawn, ARGV[at + 1])
  total.ahead, total.ceiling = ARGV[at + 5], ARGV[at + 6]
  local sum = add(total.used, total.drawn)
  local caps = tonumber(ARGV[at + 7])
  at = at + 8
  for c = 1, caps do
    if cmp(sum, ARGV[at]) > 0 then
      full[#full + 1] = i
      full[#full + 1] = c
      if ARGV[at + 1] == '0' then isfull = true end
    end
    at = at + 2
  end
end
for key, total in pairs(totals) do
  total.taken = 0
  if not isfull then
    total.used = add(total.used, total.drawn)
    if total.ahead ~= '0' then
      local sum = add(total.used, total.ahead)
      if cmp(sum, total.ceiling) <= 0 then total.used, total.taken = sum, 1 end
    end
  end
  if not isfull or total.returned then
    redis.call('HSET', key, 's', string.format('%.0f', total.from), 't', total.used, 'e', total.name)
    -- A day more: a clock that is set back a little finds the window that was reached.
    redis.call('EXPIRE', key, total.to - sec + 86400)
  end
end
local blocks = {}
for i, key in ipairs(KEYS) do
  blocks[3 * i - 2], blocks[3 * i - 1], blocks[3 * i] = totals[key].used, totals[key].taken, totals[key].name
end
return { isfull and 0 or 1, sec, tick, spans, full, blocks }
