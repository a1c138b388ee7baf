import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createManualTiming } from '../link/manual-timing.ts';
import { parseTranscript, replayTranscript } from '../transport/transcript.ts';
import { createRatingPad } from './device.ts';

test('the recorded evaluation with a lost receipt is acknowledged twice and counted once', async () => {
  const text = readFileSync(new URL('fixtures/lost-receipt.transcript', import.meta.url), 'utf8');
  const replay = replayTranscript(parseTranscript(text));
  const timing = createManualTiming();
  const pad = createRatingPad(
    { name: 'pad', kind: 'RatingPad', protocol: 'ff68', transport: { type: 'simulator' } },
    () => replay.transport,
    timing,
  );
  pad.open();
  await timing.advance(0);
  const answer = pad.ask(new AbortController().signal);
  await timing.advance(10);
  expect(await answer).toBe('satisfied');
  await pad.close();
  replay.finish();
});
