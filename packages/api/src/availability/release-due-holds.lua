--[[
  The sweeper's turn: lets holds go whose time is over.

  ARGV  1 epoch   2 most holds to look at
  Returns {1, version, holds released, ids of holds past their backstop that an order still has…}, {-2} another epoch.
]]
if not is_epoch(ARGV[1]) then return {-2} end
local now = now_ms()
local released = let_due_holds_go(now, tonumber(ARGV[2]))
local answer = {1, commit(), released}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', DEADLINES, '-inf', now, 'LIMIT', 0, tonumber(ARGV[2]))) do
  answer[#answer + 1] = '=' .. id
end
return answer
