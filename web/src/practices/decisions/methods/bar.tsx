/** A bar of ink, beside a number that says the same. @param part from 0 to 1 */
export function Bar({ part }: { readonly part: number }) {
  return (
    <span className="bar" aria-hidden="true">
      <span style={{ inlineSize: `${Math.round(Math.min(1, Math.max(0, part)) * 100)}%` }} />
    </span>
  );
}
