/**
 * `npm test`: builds the screens when they changed, runs every test this machine can run, names what it skipped and why, and
 * ends with one line of totals. `npm test -- queue` runs the tests whose path contains "queue".
 */
import { buildRenderer } from '../core/cli/build.ts';
import { compileMessages } from '../core/cli/compile-messages.ts';
import { runElectron, runEndToEnd, runVitest } from './run/runners.ts';
import { addTallies, closingLine, type Tally } from './run/tally.ts';

const FAILED: Tally = { passed: 0, failed: 1, skipped: [] };

async function build(): Promise<boolean> {
  try {
    await compileMessages(); // the screens' unit tests need them even when the built screens are up to date
    await buildRenderer();
    return true;
  } catch (error) {
    process.stdout.write(`✗ the screens do not build\n${error instanceof Error ? error.message : String(error)}\n`);
    return false;
  }
}

const filters = process.argv.slice(2);
const isBuilt = await build();
const unit = await runVitest(filters);
const endToEnd = isBuilt ? await runEndToEnd(filters) : FAILED;
const electron = isBuilt ? await runElectron() : FAILED;

const total = addTallies([unit, endToEnd, electron]);
process.stdout.write('\n');
for (const { name, reason } of total.skipped) process.stdout.write(`skipped: ${name} — ${reason}\n`);
process.stdout.write(`${closingLine(total)}\n`);
process.exitCode = total.failed === 0 ? 0 : 1;
