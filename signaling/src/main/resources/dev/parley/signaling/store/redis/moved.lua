-- A room's media is at another node now: it is placed there, however many rooms that node holds, unless it has left
-- where the caller saw it go. Answers "epoch node" and whether it was us.
-- KEYS: rooms, counts, reviews, epoch. ARGV: room, node it was at, node it is at, time of review
local room, from, to = ARGV[1], ARGV[2], ARGV[3]
local held = redis.call('HGET', KEYS[1], room)
if held then
  local old = string.match(held, ' (.*)$')
  if old ~= from or old == to then
    return { held, 0 }
  end
  if redis.call('HINCRBY', KEYS[2], old, -1) <= 0 then
    redis.call('HDEL', KEYS[2], old)
  end
end
local time = redis.call('TIME')
local epoch = math.max(tonumber(redis.call('GET', KEYS[4]) or '0') + 1, time[1] * 1000 + math.floor(time[2] / 1000))
redis.call('SET', KEYS[4], string.format('%.0f', epoch))
local placed = string.format('%.0f', epoch) .. ' ' .. to
redis.call('HSET', KEYS[1], room, placed)
redis.call('HINCRBY', KEYS[2], to, 1)
redis.call('ZADD', KEYS[3], ARGV[4], room)
return { placed, 1 }
