import { expect, test } from 'vitest';
import { pair } from './pair.ts';

const input = { code: '048213', name: '3号窗口' };
const answering = (status: number, body: string) => () => Promise.resolve(new Response(body, { status }));

test('code and name are sent to the host that served the page', async () => {
  const sent: unknown[] = [];
  await pair(input, (url, options) => {
    sent.push([url, options?.method, options?.body]);
    return Promise.resolve(Response.json({ stationKey: 'kept by the cookie' }));
  });
  expect(sent).toEqual([['/api/stations/pair', 'POST', JSON.stringify(input)]]);
});

test('a refusal keeps its code', async () => {
  const refused = pair(
    input,
    answering(401, JSON.stringify({ code: 'stations/wrong-code', message: 'The code does not match', data: {} })),
  );
  await expect(refused).rejects.toMatchObject({ code: 'stations/wrong-code' });
});

test('an answer that is none of the host counts as a failure', async () => {
  await expect(pair(input, answering(502, '<html>'))).rejects.toMatchObject({ code: 'internal/failure' });
  await expect(pair(input, answering(500, '{"code":500}'))).rejects.toMatchObject({ code: 'internal/failure' });
});

test('no answer is a lost link', async () => {
  await expect(pair(input, () => Promise.reject(new TypeError('failed to fetch')))).rejects.toMatchObject({ code: 'link/lost' });
});
