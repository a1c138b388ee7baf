import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { CLIP_NAMES } from './clip-name.ts';

const folder = fileURLToPath(new URL('../../renderer/public/voice/', import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith('.mp3'));

test('every clip name has its recording and no recording is left over', () => {
  expect(files.toSorted()).toEqual(CLIP_NAMES.map((name) => `${name}.mp3`).toSorted());
});

test('every recording is an MPEG audio stream and together they stay under 600 kB', () => {
  const recordings = files.map((name) => readFileSync(`${folder}${name}`));
  // Frame sync of MPEG-2 Layer III without CRC: eleven set bits, version 10, layer 01, protection off.
  expect(recordings.filter((bytes) => bytes[0] !== 0xff || bytes[1] !== 0xf3)).toEqual([]);
  expect(recordings.reduce((total, bytes) => total + bytes.length, 0)).toBeLessThan(600_000);
});
