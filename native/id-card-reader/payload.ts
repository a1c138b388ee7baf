/**
 * The 256 text bytes of a card: UTF-16LE fields of fixed place and length, padded right with spaces.
 * The unit at offset 248 tells the card's kind; each kind has its own table of fields.
 * Source: device notes, section 1.6.
 */
import { DeviceError } from '../device-error.ts';
import type { IdCard } from '../registry/device.ts';
import { isCitizenNumber, isForeigner2017Number, toIsoDate } from './check-digit.ts';
import { NATIONS } from './nations.ts';

export const TEXT_BYTES = 256;
export const PHOTO_BYTES = 1_024;
const KIND_OFFSET = 248;
const LONG_TERM = '长期';

type FieldName =
  | 'name'
  | 'englishName'
  | 'englishNameRest'
  | 'sex'
  | 'nation'
  | 'country'
  | 'birth'
  | 'address'
  | 'number'
  | 'issuer'
  | 'validFrom'
  | 'validTo'
  | 'permitNumber'
  | 'issueCount'
  | 'version'
  | 'previousNumber';
type Field = readonly [name: FieldName, offset: number, bytes: number];
type CardKind = IdCard['kind'];

// biome-ignore format: aligned like the tables of the source
export const LAYOUTS: Readonly<Record<CardKind, { readonly mark: string; readonly fields: readonly Field[] }>> = {
  resident: { mark: ' ', fields: [
    ['name', 0, 30], ['sex', 30, 2], ['nation', 32, 4], ['birth', 36, 16], ['address', 52, 70], ['number', 122, 36],
    ['issuer', 158, 30], ['validFrom', 188, 16], ['validTo', 204, 16],
  ] },
  'hmt-residence': { mark: 'J', fields: [
    ['name', 0, 30], ['sex', 30, 2], ['birth', 36, 16], ['address', 52, 70], ['number', 122, 36],
    ['issuer', 158, 30], ['validFrom', 188, 16], ['validTo', 204, 16], ['permitNumber', 220, 18], ['issueCount', 238, 4],
  ] },
  'foreign-2017': { mark: 'I', fields: [
    ['englishName', 0, 120], ['sex', 120, 2], ['number', 122, 30], ['country', 152, 6], ['name', 158, 30],
    ['validFrom', 188, 16], ['validTo', 204, 16], ['birth', 220, 16], ['version', 236, 4], ['issuer', 240, 8],
  ] },
  'foreign-2023': { mark: 'Y', fields: [
    ['name', 0, 30], ['sex', 30, 2], ['issueCount', 32, 4], ['birth', 36, 16], ['englishName', 52, 70], ['number', 122, 36],
    ['validFrom', 188, 16], ['validTo', 204, 16], ['englishNameRest', 220, 22], ['country', 242, 6], ['previousNumber', 250, 6],
  ] },
};

/** The fields of a card's text as they stand in the chip, not trimmed. */
export type CardText = { readonly kind: CardKind; readonly fields: Readonly<Partial<Record<FieldName, string>>> };

/** GB/T 2261.1. Anything else on a card is taken as unknown, never as female. */
const SEXES: Readonly<Record<string, IdCard['sex']>> = { '0': 'unknown', '1': 'male', '2': 'female', '9': 'not-stated' };

/** Cuts 256 text bytes into fields. */
export function decodeText(text: Uint8Array): CardText {
  const mark = decodeUtf16(text.subarray(KIND_OFFSET, KIND_OFFSET + 2));
  const kind = (['foreign-2017', 'hmt-residence', 'foreign-2023'] as const).find((one) => LAYOUTS[one].mark === mark) ?? 'resident';
  const fields = LAYOUTS[kind].fields.map(([name, offset, bytes]) => [name, decodeUtf16(text.subarray(offset, offset + bytes))]);
  return { kind, fields: Object.fromEntries(fields) };
}

/** Lays fields out as a chip does; used by the twin. Throws RangeError for a text longer than its field. */
export function encodeText({ kind, fields }: CardText): Uint8Array {
  const units = Array.from({ length: TEXT_BYTES / 2 }, () => ' ');
  const put = (offset: number, value: string) => units.splice(offset / 2, value.length, ...value.split(''));
  for (const [name, offset, bytes] of LAYOUTS[kind].fields) {
    const value = fields[name] ?? '';
    if (value.length * 2 > bytes) throw new RangeError(`${name} of ${value.length} units does not fit ${bytes} bytes`);
    put(offset, value);
  }
  put(KIND_OFFSET, LAYOUTS[kind].mark);
  return encodeUtf16(units.join(''));
}

/**
 * Reads the data of a 30 01 answer: two big-endian lengths, text, photo.
 * Throws DeviceError `card/unreadable` when the lengths, a check digit or a date cannot be (context `field`).
 */
export function decodeCard(data: Uint8Array): IdCard {
  const lengths = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const isWhole = data.length >= 4 && lengths.getUint16(0) === TEXT_BYTES && data.length >= 4 + TEXT_BYTES + lengths.getUint16(2);
  if (!isWhole) throw unreadable('length');
  const photo = data.slice(4 + TEXT_BYTES, 4 + TEXT_BYTES + lengths.getUint16(2));
  return toIdCard(decodeText(data.subarray(4, 4 + TEXT_BYTES)), photo);
}

/** The data of a 30 01 answer. */
export function encodeCard(text: CardText, photo: Uint8Array): Uint8Array {
  const data = new Uint8Array(4 + TEXT_BYTES + photo.length);
  const lengths = new DataView(data.buffer);
  lengths.setUint16(0, TEXT_BYTES);
  lengths.setUint16(2, photo.length);
  data.set(encodeText(text), 4);
  data.set(photo, 4 + TEXT_BYTES);
  return data;
}

function toIdCard({ kind, fields }: CardText, photo: Uint8Array): IdCard {
  // Only the right side is padding: names hold inner spaces and the middle dot.
  const read = (name: FieldName) => (fields[name] ?? '').replace(/[ \0]+$/, '');
  const orNull = (value: string) => (value === '' ? null : value);
  const date = (name: FieldName) => toIsoDate(read(name)) ?? throwUnreadable(name);

  const number = read('number');
  if (!(kind === 'foreign-2017' ? isForeigner2017Number(number) : isCitizenNumber(number))) throw unreadable('number');
  const nation = read('nation');
  const nationName = NATIONS[nation];
  // Joined before trimming: the cut between the two parts may fall on a space.
  const englishName = `${fields.englishName ?? ''}${fields.englishNameRest ?? ''}`.trimEnd();
  return {
    kind,
    name: orNull(read('name')) ?? englishName,
    englishName: orNull(englishName),
    sex: SEXES[read('sex')] ?? 'unknown',
    nation: nationName === undefined ? null : { code: nation, name: nationName },
    country: orNull(read('country')),
    birth: date('birth'),
    address: orNull(read('address')),
    number,
    issuer: orNull(read('issuer')),
    validFrom: date('validFrom'),
    validTo: read('validTo') === LONG_TERM ? null : date('validTo'),
    permitNumber: orNull(read('permitNumber')),
    photo,
  };
}

function unreadable(field: string): DeviceError {
  return new DeviceError('card/unreadable', `the card's ${field} cannot be right`, { field });
}

function throwUnreadable(field: string): never {
  throw unreadable(field);
}

/** Not TextDecoder: some old cards carry lone private-use and surrogate units, which must survive as they are. */
function decodeUtf16(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length >> 1 }, (_, index) => String.fromCharCode(view.getUint16(index * 2, true))).join('');
}

/** UTF-16LE, as all text of the chip. */
export function encodeUtf16(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < text.length; index++) view.setUint16(index * 2, text.charCodeAt(index), true);
  return bytes;
}
