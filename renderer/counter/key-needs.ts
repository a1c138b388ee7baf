/** When a key that is dim now will work, in the clerk's words. */
import { m } from '../lib/messages/messages.js';
import type { FunctionKeyName } from '../lib/parts/function-keys.ts';

const NEEDS: Readonly<Partial<Record<FunctionKeyName, () => string>>> = {
  F2: () => m.counter_need_serving(),
  F3: () => m.counter_need_free(),
  F4: () => m.counter_need_called(),
  F5: () => m.counter_need_called(),
  F6: () => m.counter_need_free(),
  F8: () => m.counter_need_cash(),
  F9: () => m.counter_need_receipt(),
  F11: () => m.counter_need_serving(),
  F12: () => m.counter_need_step(),
};

/** What has to come first; empty for the keys that always work. */
export const keyNeed = (name: FunctionKeyName): string => NEEDS[name]?.() ?? '';
