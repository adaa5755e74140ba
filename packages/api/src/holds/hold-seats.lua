--[[
  Holds every seat, or none; or changes what a hold holds, in one step.

  KEYS[9]   request   answer to this very request, once given
  KEYS[10]  cursors   hash: first index of a standing run -> where to look next

  ARGV  1 epoch   2 buyer   3 hold id   4 'place' | 'swap'   5 lifetime ms   6 most places a buyer may hold
        7 fingerprint of the request   8 places in the chart   9 cells a place   10 first cell wanted   11 number of cells wanted
        12… lines: 's' place   or   'r' first count wanted   or   'o' place beyond
        An 'o' line names a place beside the wanted ones that must not be left alone, and its neighbour on the far side, or -1.
  A place is free when all its wanted cells are. The limit counts places.

  Returns {1, version, ms left, lifetime ms, '=' .. hold id, first cell, cell after the last, places…} when all are held
          {-1, place…}    these are not free
          {-2}            another epoch, or not built
          {-3, held}      the limit; how many the buyer holds already
          {-4, first}     not enough places in that run
          {-5}            the request id was used for something else
          {-6}            no such hold of this buyer
          {-7, place}     the chart has no such place
          {-8, order id}  an order is paying for this hold
          {-9, '=' .. bytes, place…}  these would be left alone; every byte, and the cells that the hold has already come after a -1
]]
local epoch, buyer, hold_id, mode = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local lifetime, limit, fingerprint, place_count = tonumber(ARGV[5]), tonumber(ARGV[6]), ARGV[7], tonumber(ARGV[8])
local cell_count, first_cell, cells_wanted = tonumber(ARGV[9]), tonumber(ARGV[10]), tonumber(ARGV[11])
local REQUEST, CURSORS = KEYS[9], KEYS[10]
local REQUEST_SECONDS = 3600

if not is_epoch(epoch) then return {-2} end
local now = now_ms()

local function answer_for(id)
  local hold = read_hold(id)
  if not hold then return {-6} end
  local deadline = tonumber(redis.call('ZSCORE', DEADLINES, id))
  local left = math.max(0, deadline - now)
  local answer = {1, tonumber(redis.call('GET', VERSION)), left, hold.t, '=' .. id, hold.f, hold.f + hold.n}
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
  for _, cell in ipairs(cells_of(old)) do mine[cell] = true end
end

-- Whether every wanted cell of a place is free, or this hold's already.
local function is_to_be_had(place)
  for cell = place * cell_count + first_cell, place * cell_count + first_cell + cells_wanted - 1 do
    if not mine[cell] and not is_free(byte_at(cell)) then return false end
  end
  return true
end

local wanted, chosen, taken, at_risk = {}, {}, {}, {}
local function take(place)
  if not chosen[place] then
    chosen[place] = true
    wanted[#wanted + 1] = place
  end
end

-- Places of a run that the hold already has come first, so that asking for fewer gives some back and keeps the rest.
local function take_places(first, count, want)
  for _, place in ipairs(old and old.s or {}) do
    local is_of_run = place >= first and place < first + count
    if want > 0 and is_of_run and not chosen[place] and is_to_be_had(place) then take(place) want = want - 1 end
  end
  local bytes = redis.call('GETRANGE', SEATS, first * cell_count, (first + count) * cell_count - 1)
  local free = string.rep('@', cells_wanted)
  -- The next place from `at` on, counted within the run, whose wanted cells are all free.
  local function find_free(at)
    local position = at * cell_count + 1
    while true do
      local found = string.find(bytes, free, position, true)
      if not found then return nil end
      if (found - 1) % cell_count == first_cell then return (found - 1 - first_cell) / cell_count end
      position = found + 1
    end
  end
  -- Where places have cells the first that fits is taken: days that are sold one by one leave places that are free on all.
  local start = cell_count > 1 and 0 or tonumber(redis.call('HGET', CURSORS, first) or 0) % count
  local at, wrapped = start, false
  while want > 0 do
    local found = find_free(at)
    if found and not (wrapped and found >= start) then
      if not chosen[first + found] then take(first + found) want = want - 1 end
      at = found + 1
    elseif wrapped then
      return false
    else
      wrapped = true
      at = 0
    end
  end
  redis.call('HSET', CURSORS, first, at % count)
  return true
end

local i = 12
while i <= #ARGV do
  if ARGV[i] == 's' then
    local place = tonumber(ARGV[i + 1])
    if place >= place_count then commit() return {-7, place} end
    if not is_to_be_had(place) then taken[#taken + 1] = place end
    take(place)
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

local function is_left_free(place)
  return place >= 0 and not chosen[place] and is_to_be_had(place)
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

table.sort(wanted)
local hold = {
  b = buyer, s = wanted, t = old and old.t or lifetime, o = false, k = cell_count, f = first_cell, n = cells_wanted,
}
local cells = cells_of(hold)
local is_kept = {}
for _, cell in ipairs(cells) do is_kept[cell] = true end
for cell in pairs(mine) do
  if not is_kept[cell] then set_byte(cell, byte_at(cell) - HELD) end
end
for _, cell in ipairs(cells) do
  if not mine[cell] then set_byte(cell, byte_at(cell) + HELD) end
end
write_hold(hold_id, hold)
-- A change of seats never buys time: only a new hold gets a deadline.
if not old then redis.call('ZADD', DEADLINES, now + lifetime, hold_id) end
redis.call('HINCRBY', BUYERS, buyer, #wanted - (old and #old.s or 0))
redis.call('SET', REQUEST, hold_id .. '|' .. fingerprint, 'EX', REQUEST_SECONDS)
commit()
return answer_for(hold_id)
