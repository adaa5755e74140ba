--[[
  What every script of a performance's availability shares. It is put before each of them.

  KEYS  1 seats      one ASCII byte a seat: 0x40 | state | held << 3
        2 revisions  four characters a seat, the revision of seat_state that the byte shows
        3 version    counter of changes within the epoch
        4 epoch      integer; what the bytes were built as
        5 holds      hash: hold id -> record as JSON {b buyer, s seat indexes, t lifetime ms, o order id or false,
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

local function read_hold(id)
  local text = redis.call('HGET', HOLDS, id)
  return text and cjson.decode(text)
end

local function write_hold(id, hold)
  redis.call('HSET', HOLDS, id, cjson.encode(hold))
end

local function forget_hold(id, hold)
  redis.call('HDEL', HOLDS, id)
  redis.call('ZREM', DEADLINES, id)
  if redis.call('HINCRBY', BUYERS, hold.b, -#hold.s) <= 0 then redis.call('HDEL', BUYERS, hold.b) end
end

local function let_go(id, hold)
  for _, index in ipairs(hold.s) do
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
