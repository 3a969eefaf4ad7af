-- Sessions that have gone from one node to another: kept where the participant still has that session, and at that node.
-- KEYS: parts, media. ARGV: node they were at (empty: any), ttl, then field of the participant, who, session, media each
local from, changed = ARGV[1], 0
for i = 3, #ARGV, 4 do
  if redis.call('HEXISTS', KEYS[1], ARGV[i]) == 1 then
    local held = redis.call('HGET', KEYS[2], ARGV[i + 1])
    local ref = held and cjson.decode(held)
    if not ref or (ref.session == ARGV[i + 2] and (from == '' or ref.node == from)) then
      redis.call('HSET', KEYS[2], ARGV[i + 1], ARGV[i + 3])
      changed = changed + 1
    end
  end
end
if changed > 0 then
  redis.call('EXPIRE', KEYS[2], ARGV[2])
end
return changed
