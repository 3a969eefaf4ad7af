// The REST API, WHIP and WHEP as any server or tool would call them.

const basic = (system) => `Basic ${Buffer.from(`${system.key}:${system.secret}`).toString('base64')}`;

export async function api(system, method, path, body) {
  return fetch(`${system.origin}/v1${path}`, {
    method,
    headers: { authorization: basic(system), ...(body && { 'content-type': 'application/json' }) },
    body: body && JSON.stringify(body),
  });
}

/** @returns {Promise<string>} a token for the room */
export async function token(system, room, grant) {
  const answer = await api(system, 'POST', `/rooms/${room}/tokens`, grant);
  if (!answer.ok) {
    throw new Error(`no token: ${answer.status} ${await answer.text()}`);
  }
  return (await answer.json()).token;
}

export async function link(system, room, grant) {
  return `${system.origin}/r/${room}#token=${await token(system, room, grant)}`;
}

/** A metric's samples summed over labels that match, from every node and signaling. */
export async function metric(system, name, labels = '') {
  const pages = await Promise.all(
    [system.origin, ...system.nodes].map(async (at) => (await fetch(`${at}/metrics`)).text()),
  );
  return pages
    .flatMap((page) => page.split('\n'))
    .filter((line) => line.startsWith(name) && /[ {]/.test(line[name.length]) && line.includes(labels))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
}
