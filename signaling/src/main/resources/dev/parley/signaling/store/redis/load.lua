-- A room as a whole, at one version. KEYS: room, participants
return { redis.call('HGET', KEYS[1], 'version'), redis.call('HGET', KEYS[1], 'meta'), redis.call('HVALS', KEYS[2]) }
