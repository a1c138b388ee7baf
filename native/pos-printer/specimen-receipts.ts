/** Documents for tests and measurements: what a business hall prints all day. */
import { escapeMarkup } from './escape-markup.ts';

export type ReceiptItem = { readonly name: string; readonly amount: string };

/** A fee receipt of these items in receiptline markup, with a QR code at its foot. */
export function receiptMarkup(items: readonly ReceiptItem[], code = 'https://hall.example/r/20260105000123'): string {
  return [
    '^^^城东营业厅',
    '业务受理凭证',
    '{width:*;align:left}',
    '|单号 20260105000123|',
    '|工号 1007|',
    '---',
    '{width:*,10}',
    '项目 | 金额',
    '---',
    ...items.map(({ name, amount }) => `${escapeMarkup(name)} | ${amount}`),
    '---',
    '{width:auto}',
    `"合计" | ^${items.length} 项`,
    `{code:${escapeMarkup(code)};option:qrcode,4,m}`,
    '请妥善保管 谢谢惠顾',
  ].join('\n');
}

/** Sixteen items with names short and long, Chinese and mixed, two with characters outside the two-byte area. */
export const SIXTEEN_ITEMS: readonly ReceiptItem[] = [
  { name: '畅享套餐 129 元档（含 30GB）', amount: '129.00' },
  { name: '副卡功能费', amount: '10.00' },
  { name: '来电显示', amount: '6.00' },
  { name: '国际漫游日包 Japan/Korea', amount: '30.00' },
  { name: '补卡工本费 USIM', amount: '10.00' },
  { name: '宽带提速 1000M 安装调测费（上门）', amount: '100.00' },
  { name: '智能组网 FTTR 主光猫', amount: '299.00' },
  { name: '预存话费', amount: '500.00' },
  { name: '手机壳 透明防摔 6.7 英寸 磁吸版', amount: '59.90' },
  { name: '钢化膜', amount: '29.90' },
  { name: '充电器 67W Type-C', amount: '149.00' },
  { name: '靓号预存 ****8888', amount: '2,000.00' },
  { name: '权益包：视频会员月卡', amount: '15.00' },
  { name: '云盘 2TB/年', amount: '118.00' },
  { name: '过户手续费 㛃𠮷', amount: '0.00' },
  { name: '电子发票打印服务', amount: '0.00' },
];
