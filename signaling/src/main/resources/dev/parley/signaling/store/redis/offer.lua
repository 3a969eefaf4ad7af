-- One more webhook at the end of a line. KEYS: line. ARGV: longest line, ttl, id, at, body
redis.call('XADD', KEYS[1], 'MAXLEN', ARGV[1], '*', 'id', ARGV[3], 'at', ARGV[4], 'body', ARGV[5])
redis.call('EXPIRE', KEYS[1], ARGV[2])
return 1
