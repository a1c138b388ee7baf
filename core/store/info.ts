/** What screens ask about the store itself. */
import type { PeopleStatements } from '../../db/people.ts';
import type { QueueStatements } from '../../db/queue.ts';
import { type Clock, instant } from '../clock.ts';
import type { Role } from '../session/permissions.ts';
import { VERSION } from '../version.ts';
import type { Welcome } from './contract.ts';
import type { StoreSettings } from './settings.ts';

export type StoreInfo = ReturnType<typeof createStoreInfo>;

export function createStoreInfo(options: {
  readonly settings: StoreSettings;
  readonly demo: boolean;
  readonly people: PeopleStatements;
  readonly queue: QueueStatements;
  readonly clock: Clock;
}) {
  const { settings, demo, people, queue, clock } = options;
  return {
    welcome(): Welcome {
      const seated = new Set(people.seated().map((seat) => seat.counter));
      const states = new Map(queue.counters().map((row) => [row.counter, row.state]));
      const { code, name, operator, storeClass, timeZone, hotline, hours } = settings;
      return {
        version: VERSION,
        demo,
        now: instant(clock.now()),
        store: { code, name, operator, storeClass, timeZone, hotline, hours },
        counters: settings.counters
          .map(({ counter }) => ({ counter, state: states.get(counter) ?? ('closed' as const), taken: seated.has(counter) }))
          .sort((a, b) => a.counter - b.counter),
        // The role column is written from ROLES only.
        demoAccounts: demo ? people.accounts().map((row) => ({ account: row.account, name: row.name, role: row.role as Role })) : [],
      };
    },
    settings() {
      return {
        idleLockMinutes: settings.session.idleLockMinutes,
        recallLimit: settings.queue.recallLimit,
        digitOne: settings.voice.digitOne,
        quickAmountsFen: settings.payment.quickAmountsYuan.map((yuan) => yuan * 100),
        defaultFloatFen: settings.payment.defaultFloatYuan * 100,
        notices: settings.notices.map((notice) => ({ ...notice })),
        pauseReasons: [...settings.pauseReasons],
        dispensers: settings.devices.filter((device) => device.kind === 'QueueDispenser').map((device) => device.name),
      };
    },
  };
}
