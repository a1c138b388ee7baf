/** Every action of the counter for the palette, findable by its name or by its pinyin initials. */
import { locale } from '../lib/locale.svelte.ts';
import { m } from '../lib/messages/messages.js';
import type { FunctionKeyName } from '../lib/parts/function-keys.ts';
import { counterKeys } from './counter-keys.ts';
import type { Desk } from './desk.svelte.ts';
import type { CounterAction } from './find-actions.ts';

/** Initials of what each key says in Chinese; F6, F9 and F12 change their words and take all of them. */
const INITIALS: Readonly<Partial<Record<FunctionKeyName, string>>> = {
  F1: 'bz',
  F2: 'ckh',
  F3: 'jxyw',
  F4: 'ch',
  F5: 'gh',
  F6: 'zl hfjh',
  F8: 'sf',
  F9: 'bd dy',
  F11: 'dz',
  F12: 'xyb bj kc ksbl sq',
};

export function counterActions(desk: Desk): readonly CounterAction[] {
  const { house } = desk;
  const keys = counterKeys(desk);
  const fromKeys = (Object.entries(INITIALS) as [FunctionKeyName, string][]).flatMap(([chord, initials]) => {
    const key = keys[chord];
    return key ? [{ label: key.label, initials, chord, available: key.available, run: key.run }] : [];
  });
  const isFree = desk.counter?.state !== 'calling' && desk.counter?.state !== 'serving';
  return [
    ...fromKeys,
    {
      label: m.counter_payment(),
      initials: 'jfcz',
      available: desk.counter?.state === 'serving' && !desk.payment,
      run: () => desk.beginPayment(),
    },
    { label: m.counter_float_title(), initials: 'qdbyj', available: desk.drawer?.open === false, run: () => (desk.dialog = 'float') },
    {
      label: m.counter_close_counter(),
      initials: 'gc',
      available: desk.isLive && desk.counter?.state === 'open',
      run: () => void desk.setState('closed'),
    },
    {
      label: m.counter_lock(),
      initials: 'sp',
      chord: 'Ctrl+L',
      available: true,
      run: () => void house.session.lock().catch(house.toasts.error.bind(house.toasts)),
    },
    { label: m.counter_own_password(), initials: 'gwdmm gmm', available: desk.isLive, run: () => (desk.dialog = 'password') },
    {
      label: m.counter_sign_out(),
      initials: 'qt',
      available: desk.isLive && isFree,
      run: () => void house.session.signOut().catch((error: unknown) => house.toasts.error(error)),
    },
    {
      label: m.counter_go_lobby(),
      initials: 'qdt',
      available: house.session.may('queue.direct'),
      run: () => house.navigation.go('/lobby'),
    },
    {
      label: m.counter_go_devices(),
      initials: 'qws',
      available: house.session.may('devices.watch'),
      run: () => house.navigation.go('/devices'),
    },
    { label: m.counter_language(), initials: 'qhdyw', available: true, run: () => locale.set(locale.current === 'en' ? 'zh-CN' : 'en') },
  ];
}
