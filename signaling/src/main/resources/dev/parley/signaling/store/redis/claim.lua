-- What is due in a sorted set of times, each for one caller only. KEYS: the set. ARGV: now, until, limit
local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])
for _, it in ipairs(due) do
  redis.call('ZADD', KEYS[1], 'XX', ARGV[2], it)
end
return due
