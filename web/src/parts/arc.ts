/** Where a segment of a ring lies. */
interface Segment {
  /** Counted from 0; no seat is at the top. */
  readonly seat: number;
  readonly of: number;
  readonly radius: number;
  /** Between all segments together, in degrees. */
  readonly gap: number;
  /** Middle of the drawing. */
  readonly middle?: number;
}

/** The path of one segment of a ring, for the `d` of an SVG path. */
export function arc({ seat, of, radius, gap, middle = 50 }: Segment): string {
  const part = 360 / of;
  const from = seat * part - 90 + gap / of;
  const to = (seat + 1) * part - 90 - gap / of;
  const at = (degrees: number): string => {
    const angle = (degrees * Math.PI) / 180;
    return `${round(middle + radius * Math.cos(angle))} ${round(middle + radius * Math.sin(angle))}`;
  };
  return `M${at(from)}A${radius} ${radius} 0 ${to - from > 180 ? 1 : 0} 1 ${at(to)}`;
}

function round(number: number): number {
  return Math.round(number * 100) / 100;
}
