import type { ButtonHTMLAttributes, MouseEvent, ReactNode } from 'react';
import { useId } from 'react';

/** What a button takes besides what every `button` does. */
interface ButtonParts extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  /** `main`: the one thing to do on a screen, once at most. `stop`: what cannot be undone. */
  readonly kind?: 'main' | 'plain' | 'quiet' | 'stop';
  /** Its words while it is at work, such as "Saving …"; null while it is not. */
  readonly working?: string | null;
  /** Why it is not possible now. The reason stands beside it, and the button stays in reach of the keyboard. */
  readonly not?: string | null;
  readonly children: ReactNode;
}

/** A button. It is the platform's own: React Aria's cannot be both out of use and in reach of the keyboard. */
export function Button({ kind = 'plain', working = null, not = null, children, className = '', onClick, ...rest }: ButtonParts) {
  const reason = useId();
  const isIdle = working !== null || not !== null;
  const press = (event: MouseEvent<HTMLButtonElement>): void => {
    if (isIdle) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <>
      <button
        type="button"
        {...rest}
        className={`button button-${kind} ${className}`}
        aria-disabled={isIdle || undefined}
        aria-describedby={not === null ? rest['aria-describedby'] : reason}
        onClick={press}
      >
        {working ?? children}
      </button>
      {not !== null && (
        <span id={reason} className="small soft">
          {not}
        </span>
      )}
    </>
  );
}
