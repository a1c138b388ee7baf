import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskDocument, maskName, maskNumber } from './masking.ts';

test('numbers keep their first three and last four signs', () => {
  expect(maskNumber('13800006721')).toBe('138****6721');
  expect(maskDocument('11010519491231002X')).toBe('110***********002X');
  expect(maskDocument('FRA310080101510')).toBe('FRA********1510');
});

test('what is too short to be masked is not shown at all', () => {
  expect([maskNumber('1234567'), maskDocument('1234567'), maskNumber(''), maskDocument('')]).toEqual(['****', '****', '****', '****']);
});

test('names keep the family name; long ones the first and last sign', () => {
  expect(['张三', '李样本', '欧阳示例', '艾力·热合曼江', '欧阳修', '让·样本', '王'].map(maskName)).toEqual([
    '张*',
    '李**',
    '欧阳**',
    '艾*****江',
    '欧阳*',
    '让**本',
    '*',
  ]);
});

test('a rare character of the family name is one sign', () => {
  expect(maskName('𠮷小明')).toBe('𠮷**');
});

test('of any name at most two signs are shown, and as many signs as it has', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('欧', '阳', '王', '小', '𠮷', 'A', ' ', '·'), minLength: 1, maxLength: 12 }), (name) => {
      const masked = Array.from(maskName(name));
      expect(masked).toHaveLength(Array.from(name).length);
      expect(masked.filter((sign) => sign !== '*').length).toBeLessThanOrEqual(2);
    }),
  );
});
