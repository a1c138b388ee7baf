/** Amounts in Chinese capitals for receipts: 1050.30 → 壹仟零伍拾元叁角整. Pure. Style: no 零 between 元 and 角. */

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const UNITS = ['', '拾', '佰', '仟'];
const GROUPS = ['', '万', '亿'];

/** @param fen 0 … 999,999,999,999 fen. */
export function amountInWords(fen: number): string {
  const yuan = Math.floor(fen / 100);
  const jiao = Math.floor((fen % 100) / 10);
  const rest = fen % 10;
  if (yuan === 0 && jiao === 0 && rest === 0) return '零元整';
  const head = yuan === 0 ? '' : `${integerInWords(yuan)}元`;
  if (jiao === 0 && rest === 0) return `${head}整`;
  if (rest === 0) return `${head}${DIGITS[jiao]}角整`;
  if (jiao === 0) return `${head}${yuan === 0 ? '' : '零'}${DIGITS[rest]}分`;
  return `${head}${DIGITS[jiao]}角${DIGITS[rest]}分`;
}

function integerInWords(value: number): string {
  const groups: number[] = [];
  for (let left = value; left > 0; left = Math.floor(left / 10_000)) groups.push(left % 10_000);
  let words = '';
  let gap = false;
  for (let index = groups.length - 1; index >= 0; index -= 1) {
    const group = groups[index] ?? 0;
    if (group === 0) {
      gap = words !== '';
      continue;
    }
    if (words !== '' && (gap || group < 1000)) words += '零';
    words += groupInWords(group) + (GROUPS[index] ?? '');
    gap = false;
  }
  return words;
}

function groupInWords(group: number): string {
  let words = '';
  let gap = false;
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(group / 10 ** place) % 10;
    if (digit === 0) {
      gap = words !== '';
      continue;
    }
    if (gap) words += '零';
    words += `${DIGITS[digit]}${UNITS[place]}`;
    gap = false;
  }
  return words;
}
