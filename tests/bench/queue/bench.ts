/** `npm run bench -- queue`: what taking and calling a number costs, in process, over WebSockets, and until the screens show it. */
import { inFreshFolder } from '../disk.ts';
import { benchFrames } from './frames-bench.ts';
import { benchPairsInProcess, benchPairsOverSockets } from './pairs-bench.ts';

/** Takes about a minute. @param folder Where the stores are made and taken away again; its disk is what is measured. */
export async function benchQueue(folder: string): Promise<void> {
  await inFreshFolder(folder, async (fresh) => {
    await benchPairsInProcess(fresh);
    await benchFrames(fresh);
  });
  await inFreshFolder(folder, benchPairsOverSockets);
}
