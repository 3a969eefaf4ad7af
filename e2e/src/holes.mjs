// Pauses of streams by what they are of, told as quantiles.
const PERCENTS = [50, 90, 99, 100];

export class Holes {
  #ms = new Map();

  add(kind, values) {
    this.#ms.set(kind, [...(this.#ms.get(kind) ?? []), ...values]);
  }

  /** One line for each kind: how many there are, then p50, p90, p99 and the longest, in milliseconds. */
  lines() {
    return [...this.#ms].sort().map(([kind, values]) => {
      const sorted = values.toSorted((one, other) => one - other);
      const at = (percent) => sorted[Math.ceil((percent / 100) * sorted.length) - 1].toFixed();
      return `${kind}: ${sorted.length} | ${PERCENTS.map(at).join(' | ')}`;
    });
  }
}
