--[[
  All bytes with the version they stand at. Due holds are let go first, so that no snapshot shows a seat as held past its time.

  Returns {1, '=epoch', version, '=' .. bytes}, {-2} when not built.
]]
local epoch = redis.call('GET', EPOCH)
if not epoch then return {-2} end
let_due_holds_go(now_ms(), 50)
local version = commit()
return {1, '=' .. epoch, version, '=' .. redis.call('GET', SEATS)}
