--[[
  The buyer's holds of this performance.

  ARGV  1 epoch   2 buyer
  Returns {1, version, then for each hold: id, ms left, lifetime ms, order id or '=', first cell, cell after the last,
           number of places, places…}, {-2}.
]]
if not is_epoch(ARGV[1]) then return {-2} end
local now = now_ms()
let_due_holds_go(now, 50)
local answer = {1, commit()}
if not redis.call('HGET', BUYERS, ARGV[2]) then return answer end
local all = redis.call('HGETALL', HOLDS)
for i = 1, #all, 2 do
  local hold = decode_hold(all[i + 1])
  if hold.b == ARGV[2] then
    local deadline = hold.d or tonumber(redis.call('ZSCORE', DEADLINES, all[i]) or now)
    answer[#answer + 1] = '=' .. all[i]
    answer[#answer + 1] = math.max(0, deadline - now)
    answer[#answer + 1] = hold.t
    answer[#answer + 1] = '=' .. (hold.o or '')
    answer[#answer + 1] = hold.f
    answer[#answer + 1] = hold.f + hold.n
    answer[#answer + 1] = #hold.s
    for _, index in ipairs(hold.s) do answer[#answer + 1] = index end
  end
end
return answer
