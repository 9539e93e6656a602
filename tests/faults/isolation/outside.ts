/** The routes that stand in no table, and why the matrix needs no row for each. */
export const outside: Readonly<Record<string, string>> = {
  // `line.ts` tries these as everybody.
  'post /v3/directline/conversations/:id/activities': 'tried in line.ts',
  'post /v3/directline/conversations/:id/upload': 'tried in line.ts',
  'get /v3/directline/conversations/:id/activities': 'tried in line.ts',
  'get /v3/directline/conversations/:id': 'tried in line.ts',
  'post /v3/directline/conversations/:id/identify': 'tried in line.ts',
  'options /v3/directline/{*call}': 'a preflight: headers only',
  'post /v3/directline/tokens/generate': 'a token of a conversation yet to begin',
  'post /v3/directline/tokens/refresh': 'a token for the same conversation as the token sent',
  'post /v3/directline/conversations': 'begins the conversation of its token, or a new one',
  'get /v3/directline/session/getsessionid': 'answers nothing of anybody',

  'get /healthz': 'tells of the server only',
  'get /readyz': 'tells of the server only',
  'get /version': 'tells of the server only',

  'post /api/messages': "signed by Microsoft's keys; its answer is empty",
  'get /webhooks/rest': 'says that it is there',
  'post /webhooks/rest/webhook': 'RASA_TOKEN or this machine only; answers that turn only',
  'post /model/parse': 'RASA_TOKEN or this machine only; reads no record',
  'get /status': 'RASA_TOKEN or this machine only; reads no record',

  'get /m/:token': 'signed for one recipient of one campaign; shows nothing of them',
  'post /m/:token': 'signed for one recipient of one campaign; shows nothing of them',

  'get /api/docs': 'the same page for everybody',
  'get /': 'the same page for everybody',
  'get /desk': 'the same page for everybody; what it shows comes from the tables',
  'get /studio': 'the same page for everybody; what it shows comes from the tables',
  'get /widget.js': 'the same file for everybody',

  'get /api/v1/openapi.json': 'the same document for everybody',
  'post /api/desk/sign-in': 'before there is anybody',
  'post /api/desk/link/look': 'holds the secret of the link',
  'post /api/desk/link/use': 'holds the secret of the link',
}
