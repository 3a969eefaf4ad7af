-- Leases that are due, each for one caller only. KEYS: leases. ARGV: now, until, limit
local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])
for _, lease in ipairs(due) do
  redis.call('ZADD', KEYS[1], 'XX', ARGV[2], lease)
end
return due
