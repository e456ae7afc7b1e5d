import { type FormEvent, useCallback, useState } from 'react';
import { useOperation } from '../api/operations.ts';
import { isParted } from '../parting/parted.ts';
import { Field } from '../parts/field.tsx';
import { goToFirstWrong } from '../parts/first-wrong.ts';
import { Notice, RefusalNotice, useReason } from '../parts/notice.tsx';
import { Scanner } from '../qr/scanner.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { useWords, Words } from '../texts/words.tsx';
import { useMoments } from '../time/moment.ts';
import { SHORTEST_PASSPHRASE, useEntering } from './entering.ts';
import { EntryActions } from './entry-actions.tsx';
import { hasInvitation, invitationIn } from './invitation-text.ts';
import { PassphraseField } from './passphrase-field.tsx';

/** What refuses an invitation, and not what else was typed. */
const OF_INVITATION = /^(invitation-|already-member)/;

/** Joining a cell. @param held the invitation that the page was opened with; empty where it was not @param isNew whether this device still needs a passphrase */
export function JoiningForm({ held, isNew }: { readonly held: string; readonly isNew: boolean }) {
  const say = useWords();
  const reason = useReason();
  const { enter, isRunning, refusal } = useEntering('join', isNew);
  const [typed, setTyped] = useState(held);
  const [as, setAs] = useState('');
  const [chosen, setAgain] = useState<boolean | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [isTried, setTried] = useState(false);
  const invitation = invitationIn(typed);
  const letter = useOperation('read-invitation', { invitation }, invitation !== '');
  const { data: status } = useOperation('status', {});
  const former = status?.cells.find(({ id, state }) => id === letter.data?.cell.id && isParted(state))?.state;
  const wasHere = former !== undefined;
  // Whoever is a member still, and has no device that speaks, comes back as who they are.
  const again = chosen ?? (wasHere && former !== 'removed' && former !== 'left');
  usePageTitle(say('welcome.join'));
  const refused = invitation === '' || letter.isPlaceholderData ? null : letter.error;
  // Whoever types it letter by letter is left in peace until they go on.
  const isWhole = hasInvitation(typed) && typed.length > SHORTEST_LETTER;
  const wrongInvitation =
    invitation === ''
      ? isTried
        ? say('invitation.needed')
        : null
      : refused !== null && (isTried || isWhole)
        ? reason(refused)
        : refusal !== null && OF_INVITATION.test(refusal.reason)
          ? reason(refusal)
          : null;
  const wrongName = isTried && as.trim() === '' ? say('name.needed') : refusal?.reason.startsWith('name-') ? reason(refusal) : null;
  const wrongPassphrase = isTried && isNew && passphrase.length < SHORTEST_PASSPHRASE ? say('passphrase.needed') : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: words do not change while the page is open.
  const scan = useCallback((text: string): string | null => {
    if (!hasInvitation(text)) return say('join.scanned-other');
    setTyped(invitationIn(text).toLowerCase());
    return null;
  }, []);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setTried(true);
    const isComplete = invitation !== '' && refused === null && as.trim() !== '' && (!isNew || passphrase.length >= SHORTEST_PASSPHRASE);
    if (!isComplete) goToFirstWrong(event.currentTarget);
    else if (!isRunning) void enter({ passphrase, name: '', as, invitation, form: '', again });
  };
  const isElsewhere = refusal !== null && (OF_INVITATION.test(refusal.reason) || refusal.reason.startsWith('name-'));
  return (
    <main className="welcome is-form">
      <h1 tabIndex={-1}>{say('welcome.join')}</h1>
      <p className="lede">{say(again ? 'back.join-lede' : 'join.lede')}</p>
      <form onSubmit={submit} noValidate className="entry">
        <div className="invitation">
          <Field
            label={say('join.invitation')}
            hint={say('join.invitation-hint')}
            kind="key"
            value={typed}
            onChange={setTyped}
            wrong={wrongInvitation}
            autoFocus={held === ''}
          />
          <Scanner take={scan} />
          <div role="status">
            {letter.data !== undefined && refused === null && invitation !== '' && !letter.isPlaceholderData && (
              <Invited cell={letter.data.cell.name} expires={letter.data.expires} />
            )}
            {wasHere && <Notice voice="heed">{say('parted.again-heed')}</Notice>}
          </div>
        </div>
        <Field
          label={say(again ? 'back.name' : 'found.as')}
          hint={say(again ? 'back.name-hint' : 'found.as-hint')}
          value={as}
          onChange={setAs}
          wrong={wrongName}
          autoFocus={held !== ''}
        />
        <div className="stack">
          <label className="option">
            <input type="checkbox" checked={again} onChange={({ target }) => setAgain(target.checked)} />
            <span>{say('back.was-here')}</span>
          </label>
          <div role="status">{again && <Notice voice="heed">{say('back.join-hint')}</Notice>}</div>
        </div>
        {isNew && <PassphraseField value={passphrase} onChange={setPassphrase} wrong={wrongPassphrase} />}
        <RefusalNotice refusal={isElsewhere ? null : refusal} />
        <EntryActions label={say(again ? 'back.do' : 'join.do')} working={isRunning ? say('join.doing') : null} />
      </form>
    </main>
  );
}

/** Letters that every invitation has at least. */
const SHORTEST_LETTER = 100;

/** What the invitation says of itself: a claim until the group has decided. */
function Invited({ cell, expires }: { readonly cell: string; readonly expires: string }) {
  const { near } = useMoments();
  return (
    <p className="invited">
      <Words text="join.invited" with={{ cell: <b dir="auto">{cell}</b>, when: near(expires) }} />
    </p>
  );
}
