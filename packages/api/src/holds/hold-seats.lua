--[[
  Holds every seat, or none; or changes what a hold holds, in one step.

  KEYS[9]   request   answer to this very request, once given
  KEYS[10]  cursors   hash: first index of a standing run -> where to look next

  ARGV  1 epoch   2 buyer   3 hold id   4 'place' | 'swap'   5 lifetime ms   6 most places a buyer may hold
        7 fingerprint of the request   8 seats in the chart
        9… lines: 's' index   or   'r' first count wanted   or   'o' seat beyond
        An 'o' line names a seat beside the wanted ones that must not be left alone, and its neighbour on the far side, or -1.

  Returns {1, version, ms left, lifetime ms, '=' .. hold id, seat indexes…} when all are held
          {-1, index…}    these are not free
          {-2}            another epoch, or not built
          {-3, held}      the limit; how many the buyer holds already
          {-4, first}     not enough places in that run
          {-5}            the request id was used for something else
          {-6}            no such hold of this buyer
          {-7, index}     the chart has no such seat
          {-8, order id}  an order is paying for this hold
          {-9, '=' .. seats, index…}  these would be left alone; every byte, and the seats that the hold has already come after a -1
]]
local epoch, buyer, hold_id, mode = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local lifetime, limit, fingerprint, seat_count = tonumber(ARGV[5]), tonumber(ARGV[6]), ARGV[7], tonumber(ARGV[8])
local REQUEST, CURSORS = KEYS[9], KEYS[10]
local REQUEST_SECONDS = 3600

if not is_epoch(epoch) then return {-2} end
local now = now_ms()

local function answer_for(id)
  local hold = read_hold(id)
  if not hold then return {-6} end
  local deadline = tonumber(redis.call('ZSCORE', DEADLINES, id))
  local answer = {1, tonumber(redis.call('GET', VERSION)), math.max(0, deadline - now), hold.t, '=' .. id}
  for _, index in ipairs(hold.s) do answer[#answer + 1] = index end
  return answer
end

local given = redis.call('GET', REQUEST)
if given then
  local separator = string.find(given, '|', 1, true)
  if string.sub(given, separator + 1) ~= fingerprint then return {-5} end
  return answer_for(string.sub(given, 1, separator - 1))
end

let_due_holds_go(now, 50)

local old = nil
local mine = {}
if mode == 'swap' then
  old = read_hold(hold_id)
  if not old or old.b ~= buyer then commit() return {-6} end
  if old.o then commit() return {-8, '=' .. old.o} end
  for _, index in ipairs(old.s) do mine[index] = true end
end

local wanted, chosen, taken, at_risk = {}, {}, {}, {}
local function take(index)
  if not chosen[index] then
    chosen[index] = true
    wanted[#wanted + 1] = index
  end
end

-- Places of a run that the hold already has come first, so that asking for fewer gives some back and keeps the rest.
local function take_places(first, count, want)
  for _, index in ipairs(old and old.s or {}) do
    if want > 0 and index >= first and index < first + count and not chosen[index] then take(index) want = want - 1 end
  end
  local places = redis.call('GETRANGE', SEATS, first, first + count - 1)
  local start = tonumber(redis.call('HGET', CURSORS, first) or 0) % count
  local position, wrapped = start + 1, false
  while want > 0 do
    local found = string.find(places, '@', position, true)
    if found and not (wrapped and found > start) then
      if not chosen[first + found - 1] and not mine[first + found - 1] then take(first + found - 1) want = want - 1 end
      position = found + 1
    elseif wrapped then
      return false
    else
      wrapped = true
      position = 1
    end
  end
  redis.call('HSET', CURSORS, first, (position - 1) % count)
  return true
end

local i = 9
while i <= #ARGV do
  if ARGV[i] == 's' then
    local index = tonumber(ARGV[i + 1])
    if index >= seat_count then commit() return {-7, index} end
    if not mine[index] and not is_free(byte_at(index)) then taken[#taken + 1] = index end
    take(index)
    i = i + 2
  elseif ARGV[i] == 'o' then
    at_risk[#at_risk + 1] = { tonumber(ARGV[i + 1]), tonumber(ARGV[i + 2]) }
    i = i + 3
  else
    local first = tonumber(ARGV[i + 1])
    if not take_places(first, tonumber(ARGV[i + 2]), tonumber(ARGV[i + 3])) then commit() return {-4, first} end
    i = i + 4
  end
end
if #taken > 0 then
  commit()
  table.insert(taken, 1, -1)
  return taken
end

local held = tonumber(redis.call('HGET', BUYERS, buyer) or 0)
local others = held - (old and #old.s or 0)
if others + #wanted > limit then commit() return {-3, others} end

local function is_left_free(index)
  return index >= 0 and not chosen[index] and (mine[index] or is_free(byte_at(index)))
end
local alone = {}
for _, pair in ipairs(at_risk) do
  if is_left_free(pair[1]) and not is_left_free(pair[2]) then alone[#alone + 1] = pair[1] end
end
if #alone > 0 then
  commit()
  local answer = {-9, '=' .. redis.call('GET', SEATS)}
  for _, index in ipairs(alone) do answer[#answer + 1] = index end
  answer[#answer + 1] = -1
  for index in pairs(mine) do answer[#answer + 1] = index end
  return answer
end

for index in pairs(mine) do
  if not chosen[index] then set_byte(index, byte_at(index) - HELD) end
end
for _, index in ipairs(wanted) do
  if not mine[index] then set_byte(index, byte_at(index) + HELD) end
end
table.sort(wanted)
write_hold(hold_id, { b = buyer, s = wanted, t = old and old.t or lifetime, o = false })
-- A change of seats never buys time: only a new hold gets a deadline.
if not old then redis.call('ZADD', DEADLINES, now + lifetime, hold_id) end
redis.call('HINCRBY', BUYERS, buyer, #wanted - (old and #old.s or 0))
redis.call('SET', REQUEST, hold_id .. '|' .. fingerprint, 'EX', REQUEST_SECONDS)
commit()
return answer_for(hold_id)
