/** A bar of ink with its numbers, for what takes more than a second. @param label what is under way, and what one can do meanwhile */
export function Progress({ label, done, of }: { readonly label: string; readonly done: number; readonly of: number }) {
  return (
    <div className="progress">
      <span>{label}</span>
      <progress className="bar" aria-label={label} value={done} max={of} />
    </div>
  );
}

/** A plain line that says what is being fetched. */
export function Fetching({ children }: { readonly children: string }) {
  return (
    <p className="soft" role="status">
      {children}
    </p>
  );
}
