/** GS k in both its forms: type A ends with 00, type B carries its length. */
import type { PaperAlign, PaperLine } from './paper-line.ts';

export type BarcodeSettings = { readonly heightDots: number };
/** GS h after ESC @. */
export const DEFAULT_BARCODE: BarcodeSettings = { heightDots: 162 };
/** Type A systems 0–6 are type B systems 65–71. */
const FIRST_TYPE_B = 65;
const CODE128 = 73;

/** The bar code a GS k puts on the paper, null where it has no data. `data` is what a scanner would read. */
export function readBarcode(parameters: Uint8Array, { heightDots }: BarcodeSettings, align: PaperAlign): PaperLine | null {
  const [code = 0] = parameters;
  const isTypeB = code >= FIRST_TYPE_B;
  const payload = isTypeB ? parameters.slice(2) : parameters.slice(1, -1);
  const data = code === CODE128 ? readCode128(payload) : Array.from(payload, (byte) => String.fromCharCode(byte)).join('');
  return data === '' ? null : { kind: 'barcode', align, system: isTypeB ? code : code + FIRST_TYPE_B, data, heightDots };
}

/** CODE128 data: `{A` `{B` `{C` choose a set, `{S` shifts one character, `{{` is a brace; set C packs two digits a byte. */
function readCode128(payload: Uint8Array): string {
  let data = '';
  let packed = false;
  for (let index = 0; index < payload.length; index += 1) {
    const byte = payload[index] ?? 0;
    const next = payload[index + 1];
    if (byte === 0x7b && next !== undefined) {
      index += 1;
      if (next === 0x7b) data += '{';
      else if (next !== 0x53) packed = next === 0x43;
    } else {
      data += packed ? String(byte).padStart(2, '0') : String.fromCharCode(byte);
    }
  }
  return data;
}
