import { buildRenderer } from '../../core/cli/build.ts';

/** Brings the screens up to date once, before the stores of several spec files start at the same time. */
export default async function buildScreens(): Promise<void> {
  await buildRenderer();
}
