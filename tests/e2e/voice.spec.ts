/** The hall's voice in a browser without a Mandarin voice: the shipped clips, one call after the other. */
import { expect, type Page, test } from '@playwright/test';
import { callPhrase } from '../../core/voice/phrase.ts';
import { command, takeNumbers } from './host-call.ts';
import { openStation } from './seats.ts';
import { type StoreUnderTest, startStore } from './store-under-test.ts';
import { zh } from './words.ts';

/** One clip as the page gave it to the audio clock; seconds. */
type Played = { readonly clip: string; readonly from: number; readonly to: number };

/** Rounding of the audio clock, seconds. */
const TOLERANCE = 0.005;

let store: StoreUnderTest;
test.beforeAll(async () => {
  store = await startStore();
});
test.afterAll(() => store.close());

/** Takes the voices away from a page about to open, and writes down every clip it plays with its place on the audio clock. */
async function recordClips(page: Page): Promise<() => Promise<readonly Played[]>> {
  await page.addInitScript(() => {
    const played: Played[] = [];
    Object.assign(window, { played });
    speechSynthesis.getVoices = () => [];
    const names = new WeakMap<object, string>();
    const { fetch: fetchReally } = window;
    window.fetch = async (...request) => {
      const response = await fetchReally(...request);
      const readReally = response.arrayBuffer.bind(response);
      response.arrayBuffer = async () => {
        const bytes = await readReally();
        names.set(bytes, /([\w-]+)\.mp3$/.exec(response.url)?.[1] ?? response.url);
        return bytes;
      };
      return response;
    };
    const decodeReally = BaseAudioContext.prototype.decodeAudioData;
    BaseAudioContext.prototype.decodeAudioData = async function (bytes) {
      const name = names.get(bytes) ?? '';
      const buffer = await decodeReally.call(this, bytes);
      names.set(buffer, name);
      return buffer;
    };
    const startReally = AudioBufferSourceNode.prototype.start;
    AudioBufferSourceNode.prototype.start = function (from = 0, offset = 0, duration = 0) {
      played.push({ clip: names.get(this.buffer ?? {}) ?? '', from, to: from + duration });
      startReally.call(this, from, offset, duration);
    };
  });
  // Put there by the script above.
  return () => page.evaluate(() => (window as unknown as { played: Played[] }).played);
}

test('calls of the same moment are shown at once and said one after the other, from the shipped clips', async ({ page }) => {
  const played = await recordClips(page);
  await openStation(page, store, 'display');
  await expect(page.getByRole('heading', { name: zh('display_none_yet') })).toBeVisible();

  const manager = await store.as('manager');
  const numbers = await takeNumbers(manager, 'A', 3);
  await Promise.all(
    [1, 2, 3].map(async (counter) => {
      await manager('counters', 'setState', { ...command(), counter, state: 'open' });
      await manager('queue', 'callNext', { ...command(), counter });
    }),
  );
  const { calls } = await manager('queue', 'board', {});
  expect(calls.map(({ number }) => number).toSorted()).toEqual(numbers);
  // The text does not wait for the voice.
  for (const number of numbers) await expect(page.getByRole('main').getByText(number, { exact: true })).toBeVisible();

  // The first call in both its rounds, then the second.
  const [first, second] = calls.toReversed().map(({ number, counter }) => callPhrase({ number, counter, digitOne: 'yi' }).clips);
  const expected = ['chime', ...(first ?? []), ...(first ?? []), 'chime', ...(second ?? [])];
  await expect.poll(async () => (await played()).length, { timeout: 40_000 }).toBeGreaterThanOrEqual(expected.length);
  const heard = await played();
  expect(heard.slice(0, expected.length).map(({ clip }) => clip)).toEqual(expected);
  for (const [index, { from }] of heard.entries()) {
    expect(from, `clip ${index} begins after the one before has ended`).toBeGreaterThanOrEqual((heard[index - 1]?.to ?? 0) - TOLERANCE);
  }
});
