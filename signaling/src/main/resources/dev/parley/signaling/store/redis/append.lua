-- Compare-and-set of a room: keeps what changed, logs and publishes the events, and has their webhooks delivered. All or
-- nothing.
-- KEYS: room, parts, events, media, then a line for each webhook
-- ARGV: expected version, ttl, channel, closed (0/1), log length, longest line of webhooks,
--       counts of: puts, removals, participants gone, events; then those: (field, part)*, field*, who*, event*, and
--       for each webhook: id, at, body
local have = tonumber(redis.call('HGET', KEYS[1], 'version') or '0')
if have ~= tonumber(ARGV[1]) then
  return 0
end
local ttl, channel, closed = ARGV[2], ARGV[3], ARGV[4] == '1'
local at = 10
local function take()
  at = at + 1
  return ARGV[at]
end
for _ = 1, tonumber(ARGV[7]) do
  local field = take()
  redis.call('HSET', KEYS[2], field, take())
end
for _ = 1, tonumber(ARGV[8]) do
  redis.call('HDEL', KEYS[2], take())
end
for _ = 1, tonumber(ARGV[9]) do
  redis.call('HDEL', KEYS[4], take())
end
local version = have
for _ = 1, tonumber(ARGV[10]) do
  local event = take()
  version = version + 1
  local name = string.format('%.0f', version)
  redis.call('XADD', KEYS[3], 'MAXLEN', '~', ARGV[5], name .. '-0', 'event', event)
  redis.call('PUBLISH', channel, name .. ' ' .. event)
end
for line = 5, #KEYS do
  local id, when = take(), take()
  redis.call('XADD', KEYS[line], 'MAXLEN', ARGV[6], '*', 'id', id, 'at', when, 'body', take())
end
redis.call('HSET', KEYS[1], 'version', string.format('%.0f', version))
if closed then
  -- The version stays for the hour, so that what is late can be told from a room that was begun anew.
  redis.call('HSET', KEYS[1], 'closed', '1')
  redis.call('DEL', KEYS[2], KEYS[4])
else
  redis.call('HDEL', KEYS[1], 'closed')
end
for _, key in ipairs(KEYS) do
  redis.call('EXPIRE', key, ttl)
end
return 1
