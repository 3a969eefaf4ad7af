-- Where a participant's session is, kept only while the participant is there.
-- KEYS: parts, media. ARGV: field of the participant, who, media, ttl
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 1 then
  redis.call('HSET', KEYS[2], ARGV[2], ARGV[3])
  redis.call('EXPIRE', KEYS[2], ARGV[4])
  return 1
end
return 0
