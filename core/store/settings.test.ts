import { describe, expect, test } from 'vitest';
import { firstSettings } from './first-settings.ts';
import { parseSettings, SettingsError } from './settings.ts';

type Json = Record<string, unknown>;

const demo = (): Json => JSON.parse(JSON.stringify(firstSettings(true)));

/** The problems a changed demo file is refused with. */
function problemsOf(change: (file: Json) => unknown): readonly string[] {
  const file = demo();
  change(file);
  return problemsOfText(JSON.stringify(file));
}

function problemsOfText(text: string): readonly string[] {
  try {
    parseSettings(text, 'store.json');
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}

/** Sets a value deep in the file: `counters.1.services.0`. */
function put(path: string, value: unknown): (file: Json) => void {
  return (file) => {
    const steps = path.split('.');
    const last = steps.pop() ?? '';
    let place: unknown = file;
    for (const step of steps) place = (place as Json)[step]; // Of a file written by the tests themselves.
    (place as Json)[last] = value;
  };
}

test('both files a new store may begin with are sound', () => {
  expect(problemsOfText(JSON.stringify(firstSettings(true)))).toEqual([]);
  expect(problemsOfText(JSON.stringify(firstSettings(false)))).toEqual([]);
});

test('what a small hall leaves out gets its default', () => {
  const settings = parseSettings(
    JSON.stringify({
      code: 'H1',
      name: '小厅',
      operator: '江州通信',
      services: [{ letter: 'A', name: '业务', nameEn: 'Services' }],
      counters: [{ counter: 1 }],
    }),
  );
  expect(settings).toMatchObject({
    timeZone: 'Asia/Shanghai',
    storeClass: 'ordinary',
    devices: [],
    queue: { laneWeights: { ordinary: 1, appointment: 1.5, vip: 1.6, care: 2 }, ordinaryMaxWaitMinutes: 20, recallLimit: 3 },
    session: { idleLockMinutes: 5, wrongPasswordLimit: 5, lockMinutes: 15 },
    voice: { digitOne: 'yi' },
  });
});

describe('a broken file is refused by the name of the field', () => {
  test.each([
    ['code', put('code', 'H 0231'), 'code: '],
    ['an empty name', put('name', ''), 'name: '],
    ['a number for a name', put('name', 7), 'name: '],
    ['an unknown class', put('storeClass', 'huge'), 'storeClass: '],
    ['a zone nobody knows', put('timeZone', 'Asia/Atlantis'), 'timeZone: an IANA time zone such as Asia/Shanghai'],
    ['a time of day', put('hours.opens', '8:30'), 'hours.opens: a time of day as HH:MM'],
    ['a time of day after midnight', put('hours.closes', '24:00'), 'hours.closes: '],
    ['a small letter', put('services.1.letter', 'b'), 'services[1].letter: '],
    ['a target of nothing', put('services.0.targetWaitMinutes', 0), 'services[0].targetWaitMinutes: '],
    ['a lane nobody knows', put('services.0.lane', 'fast'), 'services[0].lane: '],
    ['no services', put('services', []), 'services: '],
    ['two services of one letter', put('services.1.letter', 'A'), 'services: two services share a letter'],
    ['no counters', put('counters', []), 'counters: '],
    ['a counter 0', put('counters.0.counter', 0), 'counters[0].counter: '],
    ['a counter twice', put('counters.1.counter', 1), 'counters: a counter number stands twice'],
    ['a service that is none', put('counters.2.services.0', 'Q'), 'counters[2].services[0]: there is no service Q'],
    ['a counter without any service', put('counters.0.services', []), 'counters[0].services: '],
    ['a button of no service', put('dispenserButtons.2', 'Q'), 'dispenserButtons[2]: there is no service Q'],
    ['a device at no counter', put('devices.1.counter', 9), 'devices[1].counter: there is no counter 9'],
    ['a device named twice', put('devices.2.name', 'reader-1'), 'devices[2].name: two devices are named reader-1'],
    ['a device of no kind', put('devices.0.kind', 'Teleporter'), 'devices[0].kind: '],
    ['a transport of no type', put('devices.0.transport', { type: 'carrier-pigeon' }), 'devices[0].transport.type: '],
    ['a serial line without a path', put('devices.0.transport', { type: 'serial' }), 'devices[0].transport.path: '],
    ['a tcp port too high', put('devices.0.transport', { type: 'tcp', host: '10.0.0.7', port: 70_000 }), 'devices[0].transport.port: '],
    ['a printer without protocol', put('devices.0.printer', { transport: { type: 'simulator' } }), 'devices[0].printer.protocol: '],
    ['a weight of nothing', put('queue', { laneWeights: { care: 0 } }), 'queue.laneWeights.care: '],
    ['a maximum below a minute', put('queue', { ordinaryMaxWaitMinutes: 0 }), 'queue.ordinaryMaxWaitMinutes: '],
    ['a digit word', put('voice', { digitOne: 'uno' }), 'voice.digitOne: '],
    ['a lock of no time', put('session', { lockMinutes: 0 }), 'session.lockMinutes: '],
    ['one wrong password too few', put('session', { wrongPasswordLimit: 1 }), 'session.wrongPasswordLimit: '],
    ['a limit in fen', put('payment', { cashLimitYuan: 0.5 }), 'payment.cashLimitYuan: '],
    ['an address that is none', put('headOffice', { url: 'head office' }), 'headOffice.url: '],
    ['no reasons for a pause', put('pauseReasons', []), 'pauseReasons: '],
  ])('%s', (_, change, start) => {
    const problems = problemsOf(change);
    expect(
      problems.some((problem) => problem.startsWith(start)),
      problems.join('\n'),
    ).toBe(true);
  });

  test.each(['code', 'name', 'operator', 'services', 'counters'])('%s left out', (field) => {
    const problems = problemsOf((file) => delete file[field]);
    expect(
      problems.some((problem) => problem.startsWith(`${field}: `)),
      problems.join('\n'),
    ).toBe(true);
  });

  test.each([
    ['at the top', put('colour', 'blue')],
    ['in a counter', put('counters.0.colour', 'blue')],
    ['in a device', put('devices.0.colour', 'blue')],
    ['in a transport', put('devices.0.transport.colour', 'blue')],
    ['in the queue', put('queue', { colour: 'blue' })],
  ])('a field nobody knows, %s', (_, change) => {
    expect(problemsOf(change).join('\n')).toContain('colour');
  });
});

test('every problem is named, not only the first', () => {
  const problems = problemsOf((file) => {
    put('name', '')(file);
    put('storeClass', 'huge')(file);
    put('timeZone', 'Moon/Base')(file);
  });
  expect(problems.map((problem) => problem.split(':')[0])).toEqual(['name', 'storeClass', 'timeZone']);
});

test('text that is no JSON is said to be none, with the file’s name', () => {
  expect(() => parseSettings('{ "code": "H1", }', '/data/store.json')).toThrow(/^\/data\/store\.json cannot be used:\n {2}not JSON: /);
  expect(problemsOfText('')[0]).toMatch(/^not JSON/);
  expect(problemsOfText('null')[0]).toMatch(/^\(whole file\): /);
  expect(problemsOfText('[]')[0]).toMatch(/^\(whole file\): /);
});
