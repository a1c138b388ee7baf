import type { Customer, Subscription } from '../../core/customer/contract.ts';
import { m } from '../lib/messages/messages.js';

const TIERS: Readonly<Record<Customer['tier'], () => string>> = {
  none: () => '',
  silver: () => m.counter_tier_silver(),
  gold: () => m.counter_tier_gold(),
  diamond: () => m.counter_tier_diamond(),
};
const STATES: Readonly<Record<Subscription['state'], () => string>> = {
  active: () => m.counter_state_active(),
  suspended: () => m.counter_state_suspended(),
  'arrears-stop': () => m.counter_state_arrears_stop(),
};

/** 金卡, 银卡 …; empty for none. */
export const tierWord = (tier: Customer['tier']): string => TIERS[tier]();
/** 正常使用, 欠费停机 … */
export const subscriptionStateWord = (state: Subscription['state']): string => STATES[state]();
