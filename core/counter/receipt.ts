/** The receipt of a payment as markup (receiptline). Pure: the same template makes preview and paper. */
import { escapeMarkup } from '../../native/pos-printer/escape-markup.ts';
import { largeTitle } from '../devices/large-title.ts';
import type { StoreSettings } from '../store/settings.ts';
import { amountInWords } from './amount-in-words.ts';
import { yuanText } from './money-text.ts';

export type ReceiptFacts = {
  /** null on a preview: the number is given when the money is taken. */
  readonly serial: string | null;
  /** `2026-03-10 10:24` in the store's zone. */
  readonly stamp: string;
  readonly counter: number;
  readonly clerk: string;
  readonly maskedName: string;
  readonly maskedNumber: string;
  readonly amountFen: number;
  readonly receivedFen: number;
  readonly changeFen: number;
  readonly balanceAfterFen: number;
  /** 0 = original. */
  readonly copy: number;
};

/** Markup of the receipt; every value from outside is escaped. */
export function receiptMarkup(facts: ReceiptFacts, store: Pick<StoreSettings, 'operator' | 'name' | 'code' | 'hotline'>): string {
  const row = (left: string, right: string) => `${escapeMarkup(left)} | ${escapeMarkup(right)}`;
  const lines = [
    largeTitle(store.operator, 48),
    escapeMarkup(`${store.name} ${store.code}`),
    ...(facts.copy > 0 ? [`^"补打 第${facts.copy}次`] : []),
    '-',
    row(`单号 ${facts.serial ?? '收费后生成'}`, `${facts.counter}号窗口`),
    row(facts.stamp, `营业员 ${facts.clerk}`),
    row(`客户 ${facts.maskedName}`, facts.maskedNumber),
    '-',
    row('缴费充值', yuanText(facts.amountFen)),
    row('账户余额', yuanText(facts.balanceAfterFen)),
    '-',
    `^^^合计 | ^^^${escapeMarkup(`￥${yuanText(facts.amountFen)}`)}`,
    `${amountInWords(facts.amountFen)} |`,
    row(`现金 实收${yuanText(facts.receivedFen)}`, `找零${yuanText(facts.changeFen)}`),
    '-',
    ...(facts.serial === null ? [] : [`{code:${facts.serial}; option:qrcode,6,M}`]),
    '请当面点清钱款，凭单可查',
    ...(store.hotline === '' ? [] : [escapeMarkup(`服务热线 ${store.hotline}`)]),
  ];
  return `${lines.join('\n')}\n`;
}
