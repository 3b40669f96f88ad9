/** 95 % of a normal distribution lie within this many deviations. */
const deviations = 1.96

/** Ends of the 95 % interval of a share, `yes` of `all` (Wilson 1927); nothing known: 0 … 1. */
export function wilson(yes: number, all: number): { low: number; high: number } {
  if (all === 0) return { low: 0, high: 1 }
  const share = yes / all
  const square = deviations ** 2
  const centre = share + square / (2 * all)
  const spread = deviations * Math.sqrt((share * (1 - share)) / all + square / (4 * all ** 2))
  const scale = 1 + square / all
  return { low: Math.max(0, (centre - spread) / scale), high: Math.min(1, (centre + spread) / scale) }
}
