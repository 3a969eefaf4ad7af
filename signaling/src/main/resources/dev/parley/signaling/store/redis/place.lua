-- Places a room unless someone has moved it meanwhile. KEYS: placement. ARGV: node, expected epoch, ttl
local node = redis.call('HGET', KEYS[1], 'node')
local epoch = tonumber(redis.call('HGET', KEYS[1], 'epoch') or '0')
if not node or epoch == tonumber(ARGV[2]) then
  node, epoch = ARGV[1], epoch + 1
  redis.call('HSET', KEYS[1], 'node', node, 'epoch', string.format('%.0f', epoch))
  redis.call('EXPIRE', KEYS[1], ARGV[3])
end
return { node, string.format('%.0f', epoch) }
