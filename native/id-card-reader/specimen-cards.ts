/**
 * Cards of people who do not exist, for the demo store and the tests. Numbers are the published samples of
 * the standards or made up by their rules; names are invented.
 */
import { type CardText, encodeCard, PHOTO_BYTES } from './payload.ts';

/** A card as the twin lays it on the reader. */
export type SpecimenCard = {
  /** Stable key for the device bench, e.g. `resident-li`. */
  readonly id: string;
  readonly text: CardText;
  readonly photo: Uint8Array;
  /** What answers 30 03; null = the card has no appended address. */
  readonly newestAddress: string | null;
};

/** Photo bytes are opaque to everyone here: no open decoder of the format exists. These only look different per card. */
function specimenPhoto(salt: number): Uint8Array {
  return Uint8Array.from({ length: PHOTO_BYTES }, (_, index) => (index * 31 + salt * 97) & 0xff);
}

function specimen(id: string, kind: CardText['kind'], fields: CardText['fields'], newestAddress: string | null = null): SpecimenCard {
  const salt = [...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  return { id, text: { kind, fields }, photo: specimenPhoto(salt), newestAddress };
}

export const SPECIMEN_CARDS: readonly SpecimenCard[] = [
  specimen('resident-li', 'resident', {
    name: '李样本',
    sex: '2',
    nation: '01',
    birth: '19900307',
    address: '北京市东城区示例胡同1号院2号楼301室',
    number: '110101199003070003',
    issuer: '北京市公安局东城分局',
    validFrom: '20200512',
    validTo: '20400512',
  }),
  specimen('resident-long-term', 'resident', {
    name: '王示范',
    sex: '2',
    nation: '11',
    birth: '19491231',
    address: '北京市朝阳区范例街道样板社区5号',
    number: '11010519491231002X',
    issuer: '北京市公安局朝阳分局',
    validFrom: '20100301',
    validTo: '长期',
  }),
  specimen(
    'resident-dotted-name',
    'resident',
    {
      name: '艾力·热合曼江',
      sex: '1',
      nation: '05',
      birth: '20000229',
      address: '重庆市万州区范例镇样本村3组7号',
      number: '500101200002290010',
      issuer: '重庆市公安局万州区分局',
      validFrom: '20190820',
      validTo: '20290820',
    },
    '重庆市万州区新迁路8号',
  ),
  specimen('resident-expired', 'resident', {
    name: '赵过期',
    sex: '1',
    nation: '03',
    birth: '18800101',
    address: '广东省汕头市潮阳区示例路14号',
    number: '440524188001010014',
    issuer: '汕头市公安局潮阳分局',
    validFrom: '20050601',
    validTo: '20150601',
  }),
  specimen('hong-kong', 'hmt-residence', {
    name: '陈港样',
    sex: '2',
    birth: '19940823',
    address: '广东省深圳市福田区样例大道100号',
    number: '810000199408230021',
    issuer: '深圳市公安局',
    validFrom: '20220901',
    validTo: '20270901',
    permitNumber: 'H00000001',
    issueCount: '01',
  }),
  specimen('taiwan', 'hmt-residence', {
    name: '林台样',
    sex: '1',
    birth: '19850715',
    address: '福建省厦门市思明区样例路20号',
    number: '830000198507150018',
    issuer: '厦门市公安局',
    validFrom: '20230301',
    validTo: '20280301',
    permitNumber: '00000001',
    issueCount: '02',
  }),
  specimen('foreign-2017', 'foreign-2017', {
    englishName: 'SPECIMEN, JEAN PIERRE',
    sex: '1',
    number: 'FRA310080101510',
    country: 'FRA',
    name: '让·样本',
    validFrom: '20180115',
    validTo: '20280114',
    birth: '19800101',
    version: '01',
    issuer: '3100',
  }),
  specimen('foreign-2023', 'foreign-2023', {
    name: '范例德',
    sex: '1',
    issueCount: '01',
    birth: '19850101',
    englishName: 'SPECIMEN, ABDULRAHMAN MOHAMMED BIN',
    englishNameRest: 'KHALID',
    number: '932682198501010017',
    validFrom: '20231201',
    validTo: '20331130',
    country: 'SAU',
    previousNumber: '000',
  }),
];

/** The data a SAM answers to 30 01 for this card. */
export function baseInformation(card: SpecimenCard): Uint8Array {
  return encodeCard(card.text, card.photo);
}
