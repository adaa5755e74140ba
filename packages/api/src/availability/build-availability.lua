--[[
  Builds a performance's availability as a new epoch from what Postgres says.

  ARGV  1 epoch   2 bytes   3 revisions   4 'keep' to keep holds that nobody is paying for, where their seats are still free
        5 number of claimed holds, then for each: id, buyer, order id, ms left, lifetime ms, cells a place,
        first cell, number of cells, number of places, places…
  Returns {1, holds kept}, {-2} when this epoch or a later one is there already.
]]
local current = tonumber(redis.call('GET', EPOCH) or 0)
if current >= tonumber(ARGV[1]) then return {-2} end
local now = now_ms()
local survivors = {}
if ARGV[4] == 'keep' then
  local all = redis.call('HGETALL', HOLDS)
  for i = 1, #all, 2 do
    local hold = decode_hold(all[i + 1])
    local deadline = tonumber(redis.call('ZSCORE', DEADLINES, all[i]) or 0)
    if not hold.o and deadline > now then survivors[#survivors + 1] = { all[i], hold, deadline } end
  end
end
redis.call('DEL', HOLDS, DEADLINES, DELTAS, BUYERS)
redis.call('SET', SEATS, ARGV[2])
redis.call('SET', REVISIONS, ARGV[3])
redis.call('SET', VERSION, 0)
redis.call('SET', EPOCH, ARGV[1])

local i = 6
for _ = 1, tonumber(ARGV[5]) do
  local id, count = ARGV[i], tonumber(ARGV[i + 8])
  local places = {}
  for k = 1, count do places[k] = tonumber(ARGV[i + 8 + k]) end
  local left = tonumber(ARGV[i + 3])
  write_hold(id, {
    b = ARGV[i + 1], s = places, t = tonumber(ARGV[i + 4]), o = ARGV[i + 2], d = now + left,
    k = tonumber(ARGV[i + 5]), f = tonumber(ARGV[i + 6]), n = tonumber(ARGV[i + 7]),
  })
  redis.call('ZADD', DEADLINES, now + left, id)
  redis.call('HINCRBY', BUYERS, ARGV[i + 1], count)
  i = i + 9 + count
end

local kept = 0
for _, survivor in ipairs(survivors) do
  local id, hold, deadline = survivor[1], survivor[2], survivor[3]
  local all_free = true
  local cells = cells_of(hold)
  for _, index in ipairs(cells) do
    if not is_free(byte_at(index)) then all_free = false end
  end
  if all_free then
    for _, index in ipairs(cells) do redis.call('SETRANGE', SEATS, index, string.char(byte_at(index) + HELD)) end
    write_hold(id, hold)
    redis.call('ZADD', DEADLINES, deadline, id)
    redis.call('HINCRBY', BUYERS, hold.b, #hold.s)
    kept = kept + 1
  end
end
return {1, kept}
