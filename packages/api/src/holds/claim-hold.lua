--[[
  Hands a hold over to an order: proves whose it is, and from now on Postgres says when the claim ends. The time given here
  only bounds the handover: a hold past it whose order never came to be is taken back by the sweeper.

  A process may die between this and the order: the same request then gets the order id it was given before.

  ARGV  1 epoch   2 buyer   3 hold id   4 order id   5 ms for the handover   6 request
  Returns {1, version, ms left before the handover, lifetime ms, '=' .. order id, first cell, cell after the last, places…}
          {-2} another epoch   {-6} no such hold of this buyer   {-8, order id} another order has it
]]
if not is_epoch(ARGV[1]) then return {-2} end
local now = now_ms()
let_due_holds_go(now, 50)
local hold = read_hold(ARGV[3])
if not hold or hold.b ~= ARGV[2] then commit() return {-6} end
if hold.o and hold.o ~= ARGV[4] and hold.r ~= ARGV[6] then commit() return {-8, '=' .. hold.o} end
local deadline = tonumber(redis.call('ZSCORE', DEADLINES, ARGV[3]))
-- What the buyer still had is kept, so that an order that is cancelled in time can give the hold its own deadline back.
if not hold.o then
  hold.d = deadline
  hold.o = ARGV[4]
  hold.r = ARGV[6]
end
write_hold(ARGV[3], hold)
redis.call('ZADD', DEADLINES, now + tonumber(ARGV[5]), ARGV[3])
local answer = {1, commit(), math.max(0, hold.d - now), hold.t, '=' .. hold.o, hold.f, hold.f + hold.n}
for _, index in ipairs(hold.s) do answer[#answer + 1] = index end
return answer
