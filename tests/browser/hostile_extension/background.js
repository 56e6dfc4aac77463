// Everything that another extension could try on the companion and on Mindful Feed.

const POSTS = JSON.stringify({ posts: [{ id: '1', text: 'The kettle is on again.' }] });
const JSON_TYPE = { 'Content-Type': 'application/json' };

async function attempt(address, options) {
  try {
    const response = await fetch(address, { ...options, signal: AbortSignal.timeout(5000) });
    return `${response.status} ${(await response.text()).slice(0, 300)}`;
  } catch (error) {
    return `0 ${error.name}`;
  }
}

async function attack({ port, token, victim }) {
  const at = (path) => `http://127.0.0.1:${port}${path}`;
  const post = (path, body, headers = JSON_TYPE) => attempt(at(path), { method: 'POST', body, headers });
  const bearer = { ...JSON_TYPE, Authorization: `Bearer ${token}` };
  const hello = JSON.stringify({ client: 'x', nonce: '0'.repeat(32), mac: '0'.repeat(64) });
  const said = {
    'without a token': await post('/v1/annotate', POSTS),
    'with a stolen token': await post('/v1/annotate', POSTS, bearer),
    'with a stolen token, by GET': await attempt(at('/v1/annotate'), { headers: bearer }),
    'as plain text': await post('/v1/annotate', POSTS, { 'Content-Type': 'text/plain' }),
    'without CORS': await attempt(at('/v1/annotate'), { method: 'POST', body: POSTS, mode: 'no-cors' }),
    'a guessed code': await post('/v1/pair', JSON.stringify({ code: 'AAAA-AAAA' })),
    'a guessed proof': await post('/v1/hello', hello),
    "the owner's command": await post('/v1/owner/code', '{}', bearer),
    'under another name': await attempt(`http://localhost:${port}/v1/annotate`, { method: 'POST', body: POSTS, headers: bearer }),
  };
  try {
    const reply = await chrome.runtime.sendMessage(victim, { ask: 'state' });
    said['a message to the extension'] = reply === undefined ? '0 nothing' : `200 ${JSON.stringify(reply)}`;
  } catch (error) {
    said['a message to the extension'] = `0 ${error.name}`;
  }
  return said;
}

chrome.runtime.onMessage.addListener((message, _sender, reply) => {
  attack(message).then(reply);
  return true;
});
