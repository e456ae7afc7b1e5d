import { useEffect, useState } from 'react';
import { useWords } from '../texts/words.tsx';

/** The light edge that readers need, in squares: four, of which the frame around the picture gives two. */
const EDGE = 2;

/** A picture to scan. @param text what it says @param label what it is, for whoever does not see it */
export function QrPicture({ text, label }: { readonly text: string; readonly label: string }) {
  const say = useWords();
  const [squares, setSquares] = useState<readonly (readonly boolean[])[] | null>(null);
  useEffect(() => {
    let isShown = true;
    void import('qr').then(({ encodeQR }) => {
      if (isShown) setSquares(encodeQR(text, 'raw', { ecc: 'low', border: EDGE }));
    });
    return () => {
      isShown = false;
    };
  }, [text]);
  if (squares === null) return <p className="qr soft small">{say('qr.drawing')}</p>;
  return (
    <div className="qr">
      <svg viewBox={`0 0 ${squares.length} ${squares.length}`} role="img" aria-label={label} shapeRendering="crispEdges">
        <path d={squares.map(drawRow).join('')} fill="currentColor" />
      </svg>
    </div>
  );
}

/** A row's dark squares, those beside one another as one. */
function drawRow(row: readonly boolean[], at: number): string {
  let path = '';
  for (let from = 0; from < row.length; from++) {
    if (!row[from]) continue;
    let to = from;
    while (row[to + 1]) to++;
    path += `M${from} ${at}h${to - from + 1}v1h-${to - from + 1}z`;
    from = to;
  }
  return path;
}
