import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CardText, decodeCard, decodeText, encodeCard, encodeText, LAYOUTS } from './payload.ts';
import { baseInformation, SPECIMEN_CARDS, type SpecimenCard } from './specimen-cards.ts';

function cardOf(id: string): SpecimenCard {
  const card = SPECIMEN_CARDS.find((one) => one.id === id);
  if (!card) throw new Error(`no specimen ${id}`);
  return card;
}

function withFields(id: string, fields: CardText['fields']): Uint8Array {
  const { text, photo } = cardOf(id);
  return encodeCard({ kind: text.kind, fields: { ...text.fields, ...fields } }, photo);
}

describe('card payloads', () => {
  test('a resident card gives all its fields and the photo bytes untouched', () => {
    const card = cardOf('resident-li');
    const data = baseInformation(card);
    expect(data).toHaveLength(1_284);
    expect(decodeCard(data)).toEqual({
      kind: 'resident',
      name: '李样本',
      englishName: null,
      sex: 'female',
      nation: { code: '01', name: '汉' },
      country: null,
      birth: '1990-03-07',
      address: '北京市东城区示例胡同1号院2号楼301室',
      number: '110101199003070003',
      issuer: '北京市公安局东城分局',
      validFrom: '2020-05-12',
      validTo: '2040-05-12',
      permitNumber: null,
      photo: card.photo,
    });
  });

  test('长期 means no end of validity', () => {
    expect(decodeCard(baseInformation(cardOf('resident-long-term'))).validTo).toBeNull();
  });

  test('the middle dot of a name is kept', () => {
    expect(decodeCard(baseInformation(cardOf('resident-dotted-name')))).toMatchObject({
      name: '艾力·热合曼江',
      nation: { name: '维吾尔' },
    });
  });

  test('a residence permit has a travel-permit number and no nation', () => {
    expect(decodeCard(baseInformation(cardOf('hong-kong')))).toMatchObject({
      kind: 'hmt-residence',
      number: '810000199408230021',
      nation: null,
      permitNumber: 'H00000001',
      issuer: '深圳市公安局',
    });
  });

  test('a 2017 foreigners’ card keeps the spaces inside its English name', () => {
    expect(decodeCard(baseInformation(cardOf('foreign-2017')))).toMatchObject({
      kind: 'foreign-2017',
      name: '让·样本',
      englishName: 'SPECIMEN, JEAN PIERRE',
      number: 'FRA310080101510',
      country: 'FRA',
      birth: '1980-01-01',
      validTo: '2028-01-14',
      address: null,
    });
  });

  test('a 2023 foreigners’ card joins the two parts of a long English name', () => {
    expect(decodeCard(baseInformation(cardOf('foreign-2023')))).toMatchObject({
      kind: 'foreign-2023',
      englishName: 'SPECIMEN, ABDULRAHMAN MOHAMMED BIN KHALID',
      number: '932682198501010017',
      country: 'SAU',
      nation: null,
    });
  });

  test('a foreigner without a Chinese name goes by the English one', () => {
    expect(decodeCard(withFields('foreign-2017', { name: '' })).name).toBe('SPECIMEN, JEAN PIERRE');
  });

  test.each([
    ['number', { number: '110101199003070004' }],
    ['birth', { birth: '19900230' }],
    ['validFrom', { validFrom: '2020051 ' }],
    ['validTo', { validTo: '' }],
  ])('a card whose %s cannot be right is unreadable', (field, fields) => {
    expect(() => decodeCard(withFields('resident-li', fields))).toThrow(
      expect.objectContaining({ code: 'card/unreadable', context: { field } }),
    );
  });

  test('an answer cut short is unreadable, at any length', () => {
    const whole = baseInformation(cardOf('resident-li'));
    fc.assert(
      fc.property(fc.nat(whole.length - 1), (length) => {
        expect(() => decodeCard(whole.subarray(0, length))).toThrow(expect.objectContaining({ code: 'card/unreadable' }));
      }),
      { seed: 20_261_122 },
    );
  });

  test('an unassigned sex code is unknown, never female', () => {
    expect(decodeCard(withFields('resident-li', { sex: '3' })).sex).toBe('unknown');
  });

  test('whatever text fits a card’s fields comes back unchanged, lone surrogates included', () => {
    const text = fc.constantFrom(...(['resident', 'hmt-residence', 'foreign-2017', 'foreign-2023'] as const)).chain((kind) =>
      fc.record({
        kind: fc.constant(kind),
        fields: fc
          .tuple(...LAYOUTS[kind].fields.map(([, , bytes]) => fc.array(fc.nat(0xffff), { minLength: bytes / 2, maxLength: bytes / 2 })))
          .map((values) =>
            Object.fromEntries(LAYOUTS[kind].fields.map(([name], index) => [name, String.fromCharCode(...(values[index] ?? []))])),
          ),
      }),
    );
    fc.assert(
      fc.property(text, (card) => {
        expect(decodeText(encodeText(card))).toEqual(card);
      }),
      { seed: 20_261_122, numRuns: 50 },
    );
  });

  test('a text longer than its field is refused when a card is made', () => {
    expect(() => withFields('resident-li', { name: '长'.repeat(16) })).toThrow(RangeError);
  });
});
