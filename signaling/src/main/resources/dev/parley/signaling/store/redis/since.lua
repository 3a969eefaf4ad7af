-- The room's version and the events after ARGV[1]. KEYS: room, events
local after = string.format('%.0f', tonumber(ARGV[1]) + 1)
return { redis.call('HGET', KEYS[1], 'version'), redis.call('XRANGE', KEYS[2], after .. '-0', '+') }
