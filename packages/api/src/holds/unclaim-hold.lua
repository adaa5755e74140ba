--[[
  Takes a hold back from an order that never came to be, so that its own deadline counts again.

  ARGV  1 epoch   2 hold id   3 order id
  Returns {1, version} when it did or there was nothing to do, {-2} another epoch.
]]
if not is_epoch(ARGV[1]) then return {-2} end
local hold = read_hold(ARGV[2])
if hold and hold.o == ARGV[3] then
  redis.call('ZADD', DEADLINES, hold.d or now_ms(), ARGV[2])
  hold.o = false
  hold.d = nil
  hold.r = nil
  write_hold(ARGV[2], hold)
  let_due_holds_go(now_ms(), 50)
end
return {1, commit()}
