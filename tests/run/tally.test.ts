import { expect, test } from 'vitest';
import { addTallies, closingLine, tallyPlaywright, tallyVitest } from './tally.ts';

const assertion = (fullName: string, status: string) => ({ fullName, status });

test('a vitest report is counted by the outcome of its tests', () => {
  const report = {
    testResults: [
      { name: 'a.test.ts', status: 'failed', assertionResults: [assertion('one', 'passed'), assertion('two', 'failed')] },
      { name: 'b.test.ts', status: 'passed', assertionResults: [assertion('three', 'skipped'), assertion('four', 'todo')] },
    ],
  };
  expect(tallyVitest(report)).toEqual({
    passed: 1,
    failed: 1,
    skipped: [
      { name: 'three', reason: 'no reason given' },
      { name: 'four', reason: 'not written yet' },
    ],
  });
});

test('a test file that cannot be loaded is a failure', () => {
  expect(tallyVitest({ testResults: [{ name: 'a.test.ts', status: 'failed', assertionResults: [] }] }).failed).toBe(1);
});

test('a Playwright report is counted through nested suites, flaky tests and stray errors being failures', () => {
  const spec = (title: string, status: string, description?: string) => ({
    title,
    file: 'walk.spec.ts',
    tests: [{ status, annotations: description === undefined ? [] : [{ type: 'skip', description }] }],
  });
  const report = {
    suites: [
      {
        specs: [spec('walks', 'expected'), spec('stumbles', 'flaky')],
        suites: [{ specs: [spec('speaks', 'skipped', 'no voice here'), spec('falls', 'unexpected')] }],
      },
    ],
    errors: [{ message: 'set-up failed' }],
  };
  expect(tallyPlaywright(report)).toEqual({ passed: 1, failed: 3, skipped: [{ name: 'walk.spec.ts › speaks', reason: 'no voice here' }] });
});

test('the closing line adds all runners up', () => {
  const skipped = [{ name: 'x', reason: 'y' }];
  expect(
    closingLine(
      addTallies([
        { passed: 2, failed: 0, skipped },
        { passed: 3, failed: 1, skipped: [] },
      ]),
    ),
  ).toBe('Tests: 5 passed, 1 failed, 1 skipped');
});
