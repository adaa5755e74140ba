--[[
  Gives a hold its second stretch of time, once, when its buyer goes on to checkout.

  ARGV  1 epoch   2 buyer   3 hold id   4 ms to add

  Returns {1, version, ms left, lifetime ms, first cell, cell after the last, places…}; a second call changes nothing and answers the same way.
          {-2} another epoch   {-6} no such hold of this buyer
]]
if not is_epoch(ARGV[1]) then return {-2} end
local now = now_ms()
let_due_holds_go(now, 50)
local hold = read_hold(ARGV[3])
if not hold or hold.b ~= ARGV[2] then commit() return {-6} end
local deadline = tonumber(redis.call('ZSCORE', DEADLINES, ARGV[3]))
if not hold.x and not hold.o then
  hold.x = true
  hold.t = hold.t + tonumber(ARGV[4])
  deadline = deadline + tonumber(ARGV[4])
  write_hold(ARGV[3], hold)
  redis.call('ZADD', DEADLINES, deadline, ARGV[3])
end
local version = commit()
local answer = {1, version, math.max(0, deadline - now), hold.t, hold.f, hold.f + hold.n}
for _, index in ipairs(hold.s) do answer[#answer + 1] = index end
return answer
