/**
 * Reads what the test runners report about themselves, and adds it up.
 */
import { z } from 'zod';

/** A test that did not run, by name, with the reason it gave. */
export type Skipped = { readonly name: string; readonly reason: string };

/** The outcome of one runner, or of all of them. */
export type Tally = { readonly passed: number; readonly failed: number; readonly skipped: readonly Skipped[] };

const UNEXPLAINED = 'no reason given';

/** The part of vitest's JSON report that counts (vitest, reporters, `json`). */
const VitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

/** Counts vitest's report. A file that failed before its first test counts as one failure. */
export function tallyVitest(report: unknown): Tally {
  const files = VitestReport.parse(report).testResults;
  const tests = files.flatMap((file) => file.assertionResults);
  const failed = tests.filter(({ status }) => status === 'failed').length;
  const brokenFiles = files.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );
  const notRun = tests.filter(({ status }) => status !== 'passed' && status !== 'failed');
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: failed + brokenFiles.length,
    skipped: notRun.map(({ fullName, status }) => ({ name: fullName.trim(), reason: status === 'todo' ? 'not written yet' : UNEXPLAINED })),
  };
}

const PlaywrightSpec = z.object({
  title: z.string(),
  file: z.string(),
  tests: z.array(
    z.object({ status: z.string(), annotations: z.array(z.object({ type: z.string(), description: z.string().optional() })) }),
  ),
});

/** Suites hold specs and further suites. */
const PlaywrightSuite = z.object({
  specs: z.array(PlaywrightSpec).default([]),
  get suites() {
    return z.array(PlaywrightSuite).default([]);
  },
});

/** The part of Playwright's JSON report that counts (Playwright, reporters, `JSONReport`). */
const PlaywrightReport = z.object({ suites: z.array(PlaywrightSuite), errors: z.array(z.unknown()).default([]) });

type Suite = z.infer<typeof PlaywrightSuite>;

const specsOf = (suite: Suite): Suite['specs'] => [...suite.specs, ...suite.suites.flatMap(specsOf)];

/** Counts Playwright's report. A test that passed only on a second try, and an error outside any test, are failures. */
export function tallyPlaywright(report: unknown): Tally {
  const { suites, errors } = PlaywrightReport.parse(report);
  const tests = suites.flatMap(specsOf).flatMap(({ title, file, tests }) => tests.map((test) => ({ name: `${file} › ${title}`, ...test })));
  const skipped = tests.filter(({ status }) => status === 'skipped');
  const passed = tests.filter(({ status }) => status === 'expected').length;
  return {
    passed,
    failed: tests.length - passed - skipped.length + errors.length,
    skipped: skipped.map(({ name, annotations }) => ({
      name,
      reason: annotations.find(({ type }) => type === 'skip')?.description ?? UNEXPLAINED,
    })),
  };
}

/** Adds tallies up. */
export function addTallies(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
    failed: tallies.reduce((sum, { failed }) => sum + failed, 0),
    skipped: tallies.flatMap(({ skipped }) => skipped),
  };
}

/** The closing line of `npm test`; nothing is printed after it. */
export function closingLine({ passed, failed, skipped }: Tally): string {
  return `Tests: ${passed} passed, ${failed} failed, ${skipped.length} skipped`;
}
