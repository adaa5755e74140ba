--[[
  What every script of a performance's availability shares. It is put before each of them.

  A place may be sold in cells (the legs of a journey, the days of a fair): then it has one byte for each, one after the
  other, and a hold keeps some that follow each other of each of its places.

  KEYS  1 seats      one ASCII byte a cell: 0x40 | state | held << 3
        2 revisions  four characters a cell, the revision of seat_state that the byte shows
        3 version    counter of changes within the epoch
        4 epoch      integer; what the bytes were built as
        5 holds      hash: hold id -> record as JSON {b buyer, s places, t lifetime ms, o order id or false,
                      k cells a place, f first cell and n number of cells held of each place,
                      and while an order has it: d own deadline in ms, r request that claimed it}
        6 deadlines  sorted set: hold id -> ms by this server's clock
        7 deltas     stream capped at DELTAS_KEPT; id epoch-counter, field c the packed changes
        8 buyers     hash: buyer -> places held
]]
local SEATS, REVISIONS, VERSION, EPOCH = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local HOLDS, DEADLINES, DELTAS, BUYERS = KEYS[5], KEYS[6], KEYS[7], KEYS[8]
local DELTAS_KEPT = 20000
local HELD = 8

local function now_ms()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end

local function is_epoch(expected)
  local current = redis.call('GET', EPOCH)
  return current and current == expected
end

local function byte_at(index)
  local byte = redis.call('GETRANGE', SEATS, index, index)
  if byte == '' or byte == '\0' then return nil end
  return string.byte(byte)
end

local function is_held(byte) return byte % 16 >= HELD end
-- States 0 (for sale by the organizer) and 1 (by a seller), and in nobody's basket.
local function is_free(byte) return byte and not is_held(byte) and byte % 4 <= 1 end

local function base36(number)
  if number == 0 then return '0' end
  local digits = '0123456789abcdefghijklmnopqrstuvwxyz'
  local text = ''
  while number > 0 do
    local digit = number % 36
    text = string.sub(digits, digit + 1, digit + 1) .. text
    number = (number - digit) / 36
  end
  return text
end

-- Changes of this run, by index; written and announced together by commit().
local changed = {}

local function set_byte(index, byte)
  redis.call('SETRANGE', SEATS, index, string.char(byte))
  changed[index] = byte
end

-- Raises the version by one for everything that changed, and appends it to the stream. Returns the version.
local function commit()
  local indexes = {}
  for index in pairs(changed) do indexes[#indexes + 1] = index end
  if #indexes == 0 then return tonumber(redis.call('GET', VERSION)) end
  table.sort(indexes)
  local packed, previous = {}, 0
  for i, index in ipairs(indexes) do
    packed[i] = base36(index - previous) .. string.char(changed[index])
    previous = index
  end
  local version = redis.call('INCR', VERSION)
  local id = redis.call('GET', EPOCH) .. '-' .. version
  redis.call('XADD', DELTAS, 'MAXLEN', '~', DELTAS_KEPT, id, 'c', table.concat(packed))
  changed = {}
  return version
end

-- A record that was written before places had cells says nothing of them.
local function decode_hold(text)
  local hold = cjson.decode(text)
  hold.k, hold.f, hold.n = hold.k or 1, hold.f or 0, hold.n or 1
  return hold
end

local function read_hold(id)
  local text = redis.call('HGET', HOLDS, id)
  return text and decode_hold(text)
end

local function write_hold(id, hold)
  redis.call('HSET', HOLDS, id, cjson.encode(hold))
end

-- The indexes of all bytes of a hold.
local function cells_of(hold)
  local cells = {}
  for _, place in ipairs(hold.s) do
    for cell = hold.f, hold.f + hold.n - 1 do cells[#cells + 1] = place * hold.k + cell end
  end
  return cells
end

local function forget_hold(id, hold)
  redis.call('HDEL', HOLDS, id)
  redis.call('ZREM', DEADLINES, id)
  if redis.call('HINCRBY', BUYERS, hold.b, -#hold.s) <= 0 then redis.call('HDEL', BUYERS, hold.b) end
end

local function let_go(id, hold)
  for _, index in ipairs(cells_of(hold)) do
    local byte = byte_at(index)
    if byte and is_held(byte) then set_byte(index, byte - HELD) end
  end
  forget_hold(id, hold)
end

-- Lets holds go whose time is over. One that an order is paying for stays: Postgres says when that claim ends.
local function let_due_holds_go(now, most)
  local due = redis.call('ZRANGEBYSCORE', DEADLINES, '-inf', now, 'LIMIT', 0, most)
  local released = 0
  for _, id in ipairs(due) do
    local hold = read_hold(id)
    if not hold then
      redis.call('ZREM', DEADLINES, id)
    elseif not hold.o then
      let_go(id, hold)
      released = released + 1
    end
  end
  return released
end
