-- Takes a timer away unless it was armed anew. KEYS: timers. ARGV: timer, when it is due as far as the caller knows
local due = redis.call('ZSCORE', KEYS[1], ARGV[1])
if due and tonumber(due) == tonumber(ARGV[2]) then
  return redis.call('ZREM', KEYS[1], ARGV[1])
end
return 0
