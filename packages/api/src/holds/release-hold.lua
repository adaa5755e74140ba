--[[
  Lets a hold go because its buyer says so. One that an order is paying for stays: the order is cancelled instead.

  ARGV  1 epoch   2 buyer   3 hold id
  Returns {1, version} when it is gone now or was gone before, {-2} another epoch, {-6} somebody else's, {-8, order id}.
]]
if not is_epoch(ARGV[1]) then return {-2} end
local hold = read_hold(ARGV[3])
if hold then
  if hold.b ~= ARGV[2] then return {-6} end
  if hold.o then return {-8, '=' .. hold.o} end
  let_go(ARGV[3], hold)
end
return {1, commit()}
