-- A room as a whole, at one version. KEYS: room, parts
return {
  redis.call('HGET', KEYS[1], 'version'), redis.call('HGET', KEYS[1], 'closed'), redis.call('HGETALL', KEYS[2])
}
