import { useWords } from '../texts/words.tsx';

/** Six digits, large, in two groups; said digit by digit. */
export function ComparedNumber({ number }: { readonly number: string }) {
  const say = useWords();
  return (
    <p className="compared-number" dir="ltr">
      <span aria-hidden="true">
        <span>{number.slice(0, 3)}</span> <span>{number.slice(3)}</span>
      </span>
      <span className="sr">{say('link.number', { digits: [...number].join(' ') })}</span>
    </p>
  );
}
