-- What became of the front of a line. KEYS: line, deliveries.
-- ARGV: endpoint, until when the caller had it, failures in a row, not before, ttl, then the entries that are through
local delivery = redis.call('HGET', KEYS[2], ARGV[1])
if not delivery or string.match(delivery, '%d+') ~= ARGV[2] then
  return 0
end
for i = 6, #ARGV do
  redis.call('XDEL', KEYS[1], ARGV[i])
end
if redis.call('XLEN', KEYS[1]) == 0 then
  redis.call('DEL', KEYS[1])
  redis.call('HDEL', KEYS[2], ARGV[1])
else
  redis.call('HSET', KEYS[2], ARGV[1], ARGV[4] .. ' ' .. ARGV[3])
  redis.call('EXPIRE', KEYS[1], ARGV[5])
  redis.call('EXPIRE', KEYS[2], ARGV[5])
end
return 1
