-- Decides a room's node and counts it, unless somebody has decided meanwhile. Answers "epoch node" and whether it was us.
-- KEYS: rooms, counts, reviews, epoch. ARGV: room, expected epoch, time of review, load factor, then nodes, best first
local room, first, count = ARGV[1], 5, #ARGV - 4
local held = redis.call('HGET', KEYS[1], room)
if held and (count == 0 or string.match(held, '^%d+') ~= ARGV[2]) then
  redis.call('ZADD', KEYS[3], ARGV[3], room)
  return { held, 0 }
end
if count == 0 then
  return {}
end
if held then
  local old = string.match(held, ' (.*)$')
  if redis.call('HINCRBY', KEYS[2], old, -1) <= 0 then
    redis.call('HDEL', KEYS[2], old)
  end
end
local loads, rooms = {}, 1
for i = 1, count do
  loads[i] = tonumber(redis.call('HGET', KEYS[2], ARGV[first + i - 1]) or '0')
  rooms = rooms + loads[i]
end
local bound = math.ceil(tonumber(ARGV[4]) * rooms / count)
local chosen = 1
while loads[chosen] >= bound do
  chosen = chosen + 1
end
local node = ARGV[first + chosen - 1]
-- Never below the clock: an epoch given after everything was lost is still higher than all before.
local time = redis.call('TIME')
local epoch = math.max(tonumber(redis.call('GET', KEYS[4]) or '0') + 1, time[1] * 1000 + math.floor(time[2] / 1000))
redis.call('SET', KEYS[4], string.format('%.0f', epoch))
local placed = string.format('%.0f', epoch) .. ' ' .. node
redis.call('HSET', KEYS[1], room, placed)
redis.call('HINCRBY', KEYS[2], node, 1)
redis.call('ZADD', KEYS[3], ARGV[3], room)
return { placed, 1 }
