-- Compare-and-set of a room: keeps what changed, logs and publishes the events. All or nothing.
-- KEYS: room, participants, events, chat, media
-- ARGV: expected version, meta, ttl, channel, closed (0/1), log length, chat length,
--       counts of: puts, removals, events, chat messages; then those: (who, participant)*, who*, event*, message*
local have = tonumber(redis.call('HGET', KEYS[1], 'version') or '0')
if have ~= tonumber(ARGV[1]) then
  return 0
end
local ttl, channel = ARGV[3], ARGV[4]
local at = 11
local function take()
  at = at + 1
  return ARGV[at]
end
for _ = 1, tonumber(ARGV[8]) do
  local who = take()
  redis.call('HSET', KEYS[2], who, take())
end
for _ = 1, tonumber(ARGV[9]) do
  local who = take()
  redis.call('HDEL', KEYS[2], who)
  redis.call('HDEL', KEYS[5], who)
end
local version = have
for _ = 1, tonumber(ARGV[10]) do
  local event = take()
  version = version + 1
  local name = string.format('%.0f', version)
  redis.call('XADD', KEYS[3], 'MAXLEN', '~', ARGV[6], name .. '-0', 'event', event)
  redis.call('PUBLISH', channel, name .. ' ' .. event)
end
for _ = 1, tonumber(ARGV[11]) do
  redis.call('RPUSH', KEYS[4], take())
  redis.call('LTRIM', KEYS[4], -tonumber(ARGV[7]), -1)
end
if ARGV[5] == '1' then
  redis.call('DEL', KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5])
  return 1
end
redis.call('HSET', KEYS[1], 'version', string.format('%.0f', version), 'meta', ARGV[2])
for _, key in ipairs(KEYS) do
  redis.call('EXPIRE', key, ttl)
end
return 1
