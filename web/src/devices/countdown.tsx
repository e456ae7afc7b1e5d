import { useEffect, useState } from 'react';
import { useWords } from '../texts/words.tsx';

/** How long something is still good, second by second; whoever listens hears the minutes when they come to it. @param until milliseconds since 1970 */
export function Countdown({ until }: { readonly until: number }) {
  const say = useWords();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const left = Math.max(0, Math.ceil((until - now) / 1000));
  const minutes = Math.floor(left / 60);
  return (
    <span className="countdown">
      <span aria-hidden="true">{say('link.left', { minutes, seconds: String(left % 60).padStart(2, '0') })}</span>
      <span className="sr">{say('link.left-spoken', { minutes })}</span>
    </span>
  );
}
