import { m } from '../lib/messages/messages.js';

const KINDS: Readonly<Record<string, () => string>> = {
  resident: () => m.devices_card_resident(),
  'foreign-2017': () => m.devices_card_foreign_2017(),
  'foreign-2023': () => m.devices_card_foreign_2023(),
  'hmt-residence': () => m.devices_card_hmt_residence(),
  'not-an-id-card': () => m.devices_card_not_an_id_card(),
};

/** 居民身份证, 港澳台居住证 …; a kind without words is another card. */
export const cardKindWord = (kind: string): string => KINDS[kind]?.() ?? m.devices_card_other();
