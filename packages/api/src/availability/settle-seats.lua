--[[
  Writes seats' durable state over to their bytes. A byte is written only where the revision is above the one it shows,
  so that a late or repeated job cannot turn a seat back.

  ARGV  1 epoch   2 number of seats   then for each: index, revision (four characters), byte
        then ids of holds that have given these seats up to an order that is paid or over
  Returns {1, version, bytes written}, {-2} another epoch.
]]
if not is_epoch(ARGV[1]) then return {-2} end
local count = tonumber(ARGV[2])
local settled, written = {}, 0
for i = 0, count - 1 do
  local index, revision, byte = tonumber(ARGV[3 + i * 3]), ARGV[4 + i * 3], tonumber(ARGV[5 + i * 3])
  local shown = redis.call('GETRANGE', REVISIONS, index * 4, index * 4 + 3)
  settled[index] = not is_held(byte)
  if revision > shown then
    redis.call('SETRANGE', REVISIONS, index * 4, revision)
    if byte_at(index) ~= byte then set_byte(index, byte) end
    written = written + 1
  end
end
for i = 3 + count * 3, #ARGV do
  local hold = read_hold(ARGV[i])
  if hold then
    local kept = {}
    for _, place in ipairs(hold.s) do
      if not settled[place * hold.k + hold.f] then kept[#kept + 1] = place end
    end
    if #kept == 0 then
      forget_hold(ARGV[i], hold)
    elseif #kept < #hold.s then
      redis.call('HINCRBY', BUYERS, hold.b, #kept - #hold.s)
      hold.s = kept
      write_hold(ARGV[i], hold)
    end
  end
end
return {1, commit(), written}
