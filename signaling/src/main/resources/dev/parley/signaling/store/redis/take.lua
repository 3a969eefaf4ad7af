-- The front of a line of webhooks, for one caller only. KEYS: line, deliveries. ARGV: endpoint, now, until, limit, ttl
-- A delivery is '<not before, in ms> <failures in a row>'.
local webhooks = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', ARGV[4])
if #webhooks == 0 then
  redis.call('HDEL', KEYS[2], ARGV[1])
  return { 'empty' }
end
local before, failures = string.match(redis.call('HGET', KEYS[2], ARGV[1]) or '0 0', '(%d+) (%d+)')
if tonumber(before) > tonumber(ARGV[2]) then
  return { 'later', before }
end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[3] .. ' ' .. failures)
redis.call('EXPIRE', KEYS[2], ARGV[5])
return { 'taken', failures, webhooks }
