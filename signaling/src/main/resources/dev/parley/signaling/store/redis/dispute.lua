-- Settles a dispute for whoever asks first, and answers who has won.
-- KEYS: the dispute. ARGV: claimant, seconds to remember
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'EX', ARGV[2]) then
  return { ARGV[1] }
end
return { redis.call('GET', KEYS[1]) }
