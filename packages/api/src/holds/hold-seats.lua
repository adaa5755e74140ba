--[[
  Holds every seat, or none; or changes what a hold holds, in one step.

  KEYS[9]   request   answer to this very request, once given
  KEYS[10]  cursors   hash: first index of a standing run -> where to look next

  ARGV  1 epoch   2 buyer   3 hold id   4 'place' | 'swap'   5 lifetime ms   6 most places a buyer may hold
        7 fingerprint of the request   8 places in the chart   9 cells a place   10 first cell wanted   11 number of cells wanted
        12… lines: 's' place   or   'r' first count wanted   or   'o' place beyond   or   'q' capacity runs (first count)…
        An 'o' line names a place beside the wanted ones that must not be left alone, and its neighbour on the far side, or -1.
        A 'q' line bounds how many places of these runs may be taken at once, of each cell: sold, held, or a seller's.
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
          {-10, left}     a quota leaves so many places and no more
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

local wanted, chosen, taken, at_risk, quotas = {}, {}, {}, {}, {}
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
  elseif ARGV[i] == 'q' then
    local quota = { capacity = tonumber(ARGV[i + 1]), runs = {} }
    for k = 1, tonumber(ARGV[i + 2]) do
      quota.runs[k] = { tonumber(ARGV[i + 1 + k * 2]), tonumber(ARGV[i + 2 + k * 2]) }
    end
    quotas[#quotas + 1] = quota
    i = i + 3 + #quota.runs * 2
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

-- How many of these places count in a quota's runs as this hold's own: a seller's counted before it was held.
local function count_own(quota, places, cell)
  local count = 0
  for _, place in ipairs(places) do
    for _, run in ipairs(quota.runs) do
      if place >= run[1] and place < run[1] + run[2] then
        if byte_at(place * cell_count + cell) % 4 == 0 then count = count + 1 end
        break
      end
    end
  end
  return count
end

-- How many places of a quota's runs are taken of one cell: not for sale is 'C' or 'K', free is '@'.
local function count_taken(quota, bytes, cell)
  local count = 0
  for _, run in ipairs(quota.runs) do
    if cell_count == 1 then
      local _, found = string.gsub(string.sub(bytes, run[1] + 1, run[1] + run[2]), '[ABHIJ]', '')
      count = count + found
    else
      for place = run[1], run[1] + run[2] - 1 do
        local byte = string.byte(bytes, place * cell_count + cell + 1)
        if byte ~= 64 and byte % 4 ~= 3 then count = count + 1 end
      end
    end
  end
  return count
end

if #quotas > 0 then
  local bytes = redis.call('GET', SEATS)
  for _, quota in ipairs(quotas) do
    for cell = first_cell, first_cell + cells_wanted - 1 do
      local more, had = count_own(quota, wanted, cell), 0
      if old and cell >= old.f and cell < old.f + old.n then had = count_own(quota, old.s, cell) end
      local others_took = count_taken(quota, bytes, cell) - had
      -- What one has already may be had again, though the quota was made smaller meanwhile.
      if others_took + more > quota.capacity and more > had then
        commit()
        return {-10, math.max(had, quota.capacity - others_took)}
      end
    end
  end
end

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
