/**
 * From markup to the bytes of one printed document.
 *
 *   receiptline markup ──transform (layout, wrapping)──▶ lean command set ──▶ ESC/POS bytes
 *                                                                               ├─▶ printer
 *                                                                               └─▶ drawPaper: preview and twin
 */
import { transform } from 'receiptline';
import { createLeanCommands } from './lean-commands.ts';

/**
 * Encodes a document for an ESC/POS printer with Chinese fonts: GB18030, QR by the printer's own command,
 * one partial cut at the end (and one per `=` line between), no status request.
 * Data put into the markup has to go through `escapeMarkup`. The only `{command:…}` obeyed is `drawer`.
 * @param markup receiptline 4 markup. An `{image:…}` that is no PNG throws its decoder's error.
 * @param options.columns ASCII characters per line: 48 (80 mm paper) or 32 (58 mm).
 */
export function encodeReceipt(markup: string, options: { readonly columns: 48 | 32 }): Uint8Array {
  const bytes = transform(markup, { cpl: options.columns, encoding: 'gb18030', command: createLeanCommands(options.columns) });
  return Uint8Array.from(bytes, (character) => character.charCodeAt(0));
}
