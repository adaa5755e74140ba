--[[
  What changed after a version.

  ARGV  1 epoch   2 counter   3 most entries
  Returns {1, version, '=' .. packed…} in order, {0, '=epoch', version} when a snapshot is needed, {-2} when not built.
]]
local epoch = redis.call('GET', EPOCH)
if not epoch then return {-2} end
let_due_holds_go(now_ms(), 50)
local version = commit()
local since = tonumber(ARGV[2])
if epoch ~= ARGV[1] or since > version then return {0, '=' .. epoch, version} end
if since == version then return {1, version} end
local entries = redis.call('XRANGE', DELTAS, epoch .. '-' .. (since + 1), '+', 'COUNT', tonumber(ARGV[3]) + 1)
if #entries ~= version - since or #entries > tonumber(ARGV[3]) then return {0, '=' .. epoch, version} end
local answer = {1, version}
for _, entry in ipairs(entries) do answer[#answer + 1] = '=' .. entry[2][2] end
return answer
