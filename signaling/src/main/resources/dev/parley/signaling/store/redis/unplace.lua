-- A room that is gone: its node holds one less. With a time, only if nobody asked for the room since it was claimed.
-- KEYS: rooms, counts, reviews. ARGV: room, and the time of review as far as the caller knows
local room = ARGV[1]
local held = redis.call('HGET', KEYS[1], room)
if not held or (ARGV[2] and tonumber(redis.call('ZSCORE', KEYS[3], room) or '-1') ~= tonumber(ARGV[2])) then
  return 0
end
local node = string.match(held, ' (.*)$')
redis.call('HDEL', KEYS[1], room)
redis.call('ZREM', KEYS[3], room)
if redis.call('HINCRBY', KEYS[2], node, -1) <= 0 then
  redis.call('HDEL', KEYS[2], node)
end
return 1
