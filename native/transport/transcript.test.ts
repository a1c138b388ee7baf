import { expect, test } from 'vitest';
import { formatTranscript, parseTranscript, replayTranscript } from './transcript.ts';

const text = '# model X, firmware 1\n> 01 02\n< 0a\n< 0b 0c\n';

test('what was recorded is written and read back the same', () => {
  const transcript = parseTranscript(text);
  expect(transcript.header).toEqual(['model X, firmware 1']);
  expect(formatTranscript(transcript.header, transcript.lines)).toBe(text);
});

test('a line that is no transcript is named', () => {
  expect(() => parseTranscript('> 01\n> zz')).toThrow('transcript line 2');
});

test('answers come back in the recorded chunks', async () => {
  const replay = replayTranscript(parseTranscript(text));
  const chunks: number[][] = [];
  replay.transport.onData((chunk) => chunks.push([...chunk]));
  await replay.transport.open();
  await replay.transport.write(Uint8Array.of(1, 2));
  await Promise.resolve();
  expect(chunks).toEqual([[0x0a], [0x0b, 0x0c]]);
  replay.finish();
});

test('a host that sends something else fails the replay and loses the line', async () => {
  const replay = replayTranscript(parseTranscript(text));
  await expect(replay.transport.write(Uint8Array.of(1, 3))).rejects.toMatchObject({ code: 'device/offline' });
  expect(() => replay.finish()).toThrow('step 1: host sent [1,3], recorded [1,2]');
});

test('steps left over fail the replay', () => {
  expect(() => replayTranscript(parseTranscript(text)).finish()).toThrow('3 recorded steps were not used');
});
