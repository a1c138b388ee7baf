/** Medians and percentiles of measured samples. Pure. */

/**
 * The sample below which a share of all samples lies (nearest rank).
 * @param share 0.5 = median, 0.99 = p99.
 * @throws RangeError for no samples.
 */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = Float64Array.from(samples).sort();
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (found === undefined) throw new RangeError('no samples');
  return found;
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}
