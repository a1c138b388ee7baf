/**
 * Paper as screens draw it: the interpretation of the very bytes a printer gets.
 * Same shape as native/pos-printer's drawing; declared here because it crosses the border.
 */
import { z } from 'zod';

export const paperSpanSchema = z.object({
  text: z.string(),
  /** First column, from 0. */
  column: z.int(),
  bold: z.boolean(),
  underline: z.boolean(),
  invert: z.boolean(),
  widthScale: z.int(),
  heightScale: z.int(),
});

export const paperLineSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), spans: z.array(paperSpanSchema) }),
  /** Square module matrix, rows of '0' and '1'. */
  z.object({
    kind: z.literal('qr'),
    align: z.enum(['left', 'center', 'right']),
    data: z.string(),
    rows: z.array(z.string()),
    /** Printer dots per module; 12 dots are one column. */
    moduleDots: z.int(),
  }),
  /** Packed bits, MSB left, 1 = black, base64. */
  z.object({ kind: z.literal('raster'), align: z.enum(['left', 'center', 'right']), width: z.int(), height: z.int(), bits: z.string() }),
  z.object({ kind: z.literal('rule'), column: z.int(), columns: z.int() }),
  z.object({ kind: z.literal('feed'), lines: z.number() }),
  z.object({ kind: z.literal('cut') }),
]);
export type PaperLine = z.infer<typeof paperLineSchema>;

export const paperSchema = z.object({ columns: z.int(), lines: z.array(paperLineSchema) });
export type Paper = z.infer<typeof paperSchema>;
