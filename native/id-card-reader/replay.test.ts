import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createManualTiming } from '../link/manual-timing.ts';
import type { IdCard } from '../registry/device.ts';
import { parseTranscript, replayTranscript } from '../transport/transcript.ts';
import { createIdCardReader } from './device.ts';

const expected: readonly Partial<IdCard>[] = [
  { kind: 'resident', name: '李样本', number: '110101199003070003', birth: '1990-03-07', validTo: '2040-05-12' },
  { kind: 'hmt-residence', name: '陈港样', number: '810000199408230021', permitNumber: 'H00000001' },
  { kind: 'foreign-2017', englishName: 'SPECIMEN, JEAN PIERRE', number: 'FRA310080101510', country: 'FRA' },
  { kind: 'foreign-2023', englishName: 'SPECIMEN, ABDULRAHMAN MOHAMMED BIN KHALID', number: '932682198501010017', country: 'SAU' },
];

test.each(expected)('the recorded session of a $kind card is sent and read byte for byte', async (fields) => {
  const text = readFileSync(new URL(`fixtures/${fields.kind}.transcript`, import.meta.url), 'utf8');
  const replay = replayTranscript(parseTranscript(text));
  const timing = createManualTiming();
  const reader = createIdCardReader(
    { name: 'reader', kind: 'IdCardReader', protocol: 'sam-v', transport: { type: 'simulator' } },
    () => replay.transport,
    timing,
  );
  reader.open();
  await timing.advance(0);
  const card = reader.readCard(new AbortController().signal);
  await timing.advance(400);
  expect(await card).toMatchObject(fields);
  await reader.close();
  replay.finish();
});
