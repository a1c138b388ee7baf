/** The invented people of the demo store. Document numbers are published specimens or made up by their rules. */
import type { CustomerRow, SubscriptionRow } from '../../db/customers.ts';
import type { Role } from '../session/permissions.ts';

/** Everyone's password in the demo store, and nowhere else. */
export const DEMO_PASSWORD = 'demo';

export const DEMO_STAFF: readonly { readonly account: string; readonly name: string; readonly role: Role }[] = [
  { account: 'clerk1', name: '周敏', role: 'clerk' },
  { account: 'clerk2', name: '孙悦', role: 'clerk' },
  { account: 'lobby', name: '陈立', role: 'lobby' },
  { account: 'duty', name: '王海燕', role: 'duty' },
  { account: 'manager', name: '许文', role: 'manager' },
  { account: 'inspector', name: '郑楠', role: 'inspector' },
  { account: 'shopper', name: '何嘉', role: 'shopper' },
  { account: 'admin', name: '系统管理员', role: 'admin' },
];

export type DemoCustomer = {
  readonly name: string;
  readonly documentKind: string;
  readonly documentNumber: string;
  readonly tier: CustomerRow['tier'];
  readonly since: string;
  readonly numbers: readonly {
    readonly number: string;
    readonly plan: string;
    readonly state: SubscriptionRow['state'];
    readonly creditFen: number;
  }[];
};

/** The first eight hold the cards of the device bench. Numbers are in a range kept for examples here, 138 0000 xxxx. */
export const DEMO_CUSTOMERS: readonly DemoCustomer[] = [
  person(
    '李样本',
    'resident',
    '110101199003070003',
    'gold',
    '2015-04-02',
    ['13800006721', '畅享99', 'active', -2360],
    ['13800000384', '畅享副卡', 'active', 0],
  ),
  person('王示范', 'resident', '11010519491231002X', 'silver', '2009-08-18', ['13800001949', '孝心卡29', 'active', 1240]),
  person('艾力·热合曼江', 'resident', '500101200002290010', 'none', '2022-09-01', ['13800002290', '青春39', 'active', 8850]),
  person('赵过期', 'resident', '440524188001010014', 'none', '2012-01-12', ['13800001880', '畅享59', 'arrears-stop', -11875]),
  person('陈港样', 'hmt-residence', '810000199408230021', 'diamond', '2019-11-20', ['13800008100', '畅享199', 'active', 30000]),
  person('林台样', 'hmt-residence', '830000198507150018', 'none', '2023-05-06', ['13800008300', '畅享79', 'active', 560]),
  person('让·样本', 'foreign-2017', 'FRA310080101510', 'silver', '2018-03-15', ['13800003100', '畅享129', 'active', 4210]),
  person('范例德', 'foreign-2023', '932682198501010017', 'none', '2024-06-30', ['13800009326', '畅享79', 'active', -7900]),
  person('欧阳示例', 'resident', '110101198506150027', 'gold', '2011-10-01', ['13800005566', '家庭199', 'active', 5000]),
  person('张样', 'resident', '110101197212240019', 'none', '2020-02-20', ['13800007212', '畅享59', 'active', -5900]),
  person('刘例', 'resident', '110101196603080028', 'silver', '2006-06-06', ['13800006603', '孝心卡29', 'active', 2900]),
  person('吴本', 'resident', '110101200110010035', 'none', '2024-09-01', ['13800002001', '青春39', 'active', 3900]),
];

type NumberRow = readonly [number: string, plan: string, state: SubscriptionRow['state'], creditFen: number];

function person(
  name: string,
  documentKind: string,
  documentNumber: string,
  tier: CustomerRow['tier'],
  since: string,
  ...numbers: NumberRow[]
): DemoCustomer {
  return {
    name,
    documentKind,
    documentNumber,
    tier,
    since,
    numbers: numbers.map(([number, plan, state, creditFen]) => ({ number, plan, state, creditFen })),
  };
}
