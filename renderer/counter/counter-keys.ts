/** What the twelve keys do at a counter, by its state. */
import { m } from '../lib/messages/messages.js';
import type { FunctionKey, FunctionKeys } from '../lib/parts/function-keys.ts';
import type { Desk } from './desk.svelte.ts';
import type { Payment } from './payment.svelte.ts';

/** Recalls left of the store's limit for the ticket called; its first call does not count. */
export function callsLeft(desk: Desk): number {
  const limit = desk.house.session.settings?.recallLimit ?? 0;
  return Math.max(0, limit + 1 - (desk.ticket?.calls ?? 1));
}

/** F12: the one next step, named. */
export function nextStep(desk: Desk): FunctionKey {
  const state = desk.counter?.state;
  const able = desk.isLive && desk.busy === null;
  if (state === 'closed') return { label: m.counter_open(), available: able, main: true, run: () => void desk.setState('open') };
  if (state === 'paused') return { label: m.counter_resume(), available: able, main: true, run: () => void desk.setState('open') };
  if (state === 'calling') return { label: m.counter_start(), available: able, main: true, run: () => void desk.start() };
  if (state === 'serving') return desk.payment ? paymentStep(desk, desk.payment, able) : finishStep(desk, able);
  return { label: m.counter_next_step(), available: false, run: () => {} };
}

const finishStep = (desk: Desk, able: boolean): FunctionKey => ({
  label: m.counter_finish(),
  available: able,
  main: true,
  run: () => void desk.finish(),
});

function paymentStep(desk: Desk, payment: Payment, able: boolean): FunctionKey {
  const ready = able && payment.busy === null;
  switch (payment.step) {
    case 'identify':
      return { label: m.counter_identify_first(), available: false, run: () => {} };
    case 'amount':
      return { label: m.counter_amount_next(), available: ready && payment.isAmountGood, main: true, run: () => payment.toCash() };
    case 'cash':
      return { ...charge(payment, ready), main: true };
    case 'receipt':
      return finishStep(desk, ready);
  }
}

const charge = (payment: Payment, ready: boolean): FunctionKey => ({
  label: m.counter_charge(),
  available: ready && payment.isCashGood && !payment.isInDoubt,
  run: () => void payment.pay(),
});

export function counterKeys(desk: Desk): FunctionKeys {
  const { payment } = desk;
  const state = desk.counter?.state;
  const able = desk.isLive && desk.busy === null;
  const identifying = payment?.step === 'identify' && payment.busy === null;
  const canBegin = state === 'serving' && payment === null;
  const canPrint = payment ? payment.transaction !== null && payment.busy === null : desk.today.length > 0;
  const isCash = payment?.step === 'cash';
  return {
    F1: { label: m.counter_help(), available: true, run: () => (desk.dialog = 'help') },
    F2: {
      label: m.counter_find_customer(),
      available: able && (identifying || canBegin),
      run: () => {
        if (canBegin) desk.beginPayment();
        document.querySelector<HTMLInputElement>('[data-key="F2"]')?.focus();
      },
    },
    F3: { label: m.counter_call_next(), available: able && state === 'open', main: desk.next !== null, run: () => void desk.callNext() },
    F4: { label: m.counter_recall(), available: able && state === 'calling' && callsLeft(desk) > 0, run: () => void desk.recall() },
    F5: { label: m.counter_no_show(), available: able && state === 'calling', run: () => (desk.dialog = 'no-show') },
    F6: {
      label: state === 'paused' ? m.counter_resume() : m.counter_pause(),
      available: able && (state === 'open' || state === 'paused'),
      run: () => {
        if (state === 'paused') void desk.setState('open');
        else desk.dialog = 'pause';
      },
    },
    F8: {
      label: m.counter_charge(),
      available: able && (canBegin || (isCash && charge(payment, payment.busy === null).available)),
      hot: isCash,
      run: () => (isCash ? void payment.pay() : desk.beginPayment()),
    },
    F9: {
      label: payment?.transaction || !payment ? m.counter_reprint() : m.counter_print(),
      available: able && canPrint,
      run: () => void desk.reprint(),
    },
    F10: { label: m.counter_more(), available: true, run: () => (desk.dialog = 'palette') },
    F11: {
      label: m.counter_read_card(),
      available: able && (identifying || canBegin),
      run: () => {
        if (canBegin) desk.beginPayment();
        void desk.payment?.readCard();
      },
    },
    F12: nextStep(desk),
  };
}
