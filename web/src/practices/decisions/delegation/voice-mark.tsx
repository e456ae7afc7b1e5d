import './voices.css';

/** One seat at the table that speaks for another beside it: drawn beside words that say so. */
export function VoiceMark() {
  return (
    <svg className="shape shape-voice" viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="15.5" cy="12" r="6.5" fill="currentColor" />
      <path d="M8.4 6.1a6.5 6.5 0 1 0 0 11.8" fill="none" stroke="currentColor" strokeWidth="2" strokeDasharray="3 2.4" />
    </svg>
  );
}
