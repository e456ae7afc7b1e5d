import type { ReactNode } from 'react';
import { FieldError, Input, Label, Text, TextArea, TextField, type TextFieldProps } from 'react-aria-components';
import { Sign } from './sign.tsx';

/** What a field takes. */
interface FieldParts {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly value: string;
  onChange(value: string): void;
  /** What is wrong and how to mend it; null while nothing is. */
  readonly wrong?: string | null | undefined;
  /** `words`: a line; `prose`: ruled paper; `key`: a code; `secret`: a passphrase. */
  readonly kind?: 'words' | 'prose' | 'key' | 'secret';
  /** Lines of prose. */
  readonly rows?: number;
  readonly isRequired?: boolean;
  readonly autoFocus?: boolean;
  readonly name?: string;
  readonly autoComplete?: string;
  readonly onKeyDown?: NonNullable<TextFieldProps['onKeyDown']>;
}

/** A field: label, hint, what one writes, what is wrong with it. */
export function Field({ label, hint, value, onChange, wrong, kind = 'words', rows = 3, ...rest }: FieldParts) {
  const isWrong = typeof wrong === 'string';
  const look = `input${kind === 'key' ? ' input-key' : ''}`;
  return (
    <TextField
      {...rest}
      className={`field${isWrong ? ' is-wrong' : ''}`}
      value={value}
      onChange={onChange}
      isInvalid={isWrong}
      validationBehavior="aria"
      type={kind === 'secret' ? 'password' : 'text'}
    >
      <Label>{label}</Label>
      {hint !== undefined && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      {kind === 'prose' || kind === 'key' ? (
        <TextArea className={look} rows={rows} dir={kind === 'key' ? 'ltr' : 'auto'} spellCheck={kind === 'prose'} />
      ) : (
        <Input className={look} {...(kind === 'secret' ? {} : { dir: 'auto' })} />
      )}
      <FieldError className="wrong">
        <Sign of="stop" />
        <span>{wrong}</span>
      </FieldError>
    </TextField>
  );
}
