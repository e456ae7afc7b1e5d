/** The known word that is nearest to a mistyped one, by the fewest letters to change, add, leave out or swap with a neighbour; null if none is near. */
export function nearest(typed: string, known: readonly string[]): string | null {
  let best: { readonly word: string; readonly distance: number } | null = null;
  for (const word of known) {
    const distance = word.startsWith(typed) && typed.length > 1 ? 1 : editDistance(typed, word);
    if (distance <= Math.max(1, Math.floor(word.length / 3)) && (best === null || distance < best.distance)) best = { word, distance };
  }
  return best?.word ?? null;
}

/** Optimal string alignment: G. Navarro, "A guided tour to approximate string matching", ACM Computing Surveys 33 (2001). */
function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 4) return Number.POSITIVE_INFINITY;
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number): number => rows[i]?.[j] as number;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + cost,
        swapped ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
  }
  return at(a.length, b.length);
}
