import type { Paper } from '../../core/devices/paper.ts';

/** Text on a paper, line by line, the gaps between columns left out. */
export function paperText(paper: Paper | undefined): string {
  return (paper?.lines ?? []).map((line) => (line.kind === 'text' ? line.spans.map((span) => span.text).join(' ') : '')).join('\n');
}
