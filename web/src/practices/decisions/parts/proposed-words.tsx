import { Marked } from '../../../parts/marked.tsx';
import { Link } from '../../../route/link.tsx';
import { Row } from '../../../shell/sheet.tsx';
import { type Say, useWords } from '../../../texts/words.tsx';
import { useMoments } from '../../../time/moment.ts';
import { tellEffects } from '../effect.ts';
import { asTold, tellMethod } from '../methods/tell-rules.ts';
import type { Decision } from '../standing.ts';

type Version = Decision['versions'][number];

/** Which words are read: what changed in the version at hand, or one version without marks. */
export type Reading = 'changes' | number;

/** What is proposed: the words of the version at hand with what changed in it, or of any version without marks. */
export function ProposedWords({ decision, reading }: { readonly decision: Decision; readonly reading: Reading }) {
  const say = useWords();
  const { date } = useMoments();
  const { version, versions } = decision;
  const shown = versions[(reading === 'changes' ? version : reading) - 1];
  const before = reading === 'changes' ? versions[version - 2] : undefined;
  if (shown === undefined) return null;
  const heading =
    before !== undefined
      ? say('decision.version-changed', { version })
      : versions.length === 1
        ? say('decision.words')
        : say('decision.version-of', { version: shown.number, date: date(shown.time) });
  return (
    <Row className="first">
      <h2 className="label">{heading}</h2>
      {before === undefined ? <Plain of={shown} title={decision.title} /> : <Changed before={before} after={shown} />}
      {versions.length > 1 && <OtherVersions decision={decision} reading={reading} />}
    </Row>
  );
}

/** @param title that stands over the page: a former version may have had another */
function Plain({ of: { title: own, text }, title }: { readonly of: Version; readonly title: string }) {
  const say = useWords();
  return (
    <div className="reading">
      {own !== title && (
        <p dir="auto">
          <b>{own}</b>
        </p>
      )}
      {text.trim() === '' ? <p className="soft small plain">{say('decision.no-words')}</p> : <p dir="auto">{text}</p>}
    </div>
  );
}

function Changed({ before, after }: { readonly before: Version; readonly after: Version }) {
  const say = useWords();
  const [effectsBefore, effectsAfter] = [tellEffects(before.effects, say), tellEffects(after.effects, say)];
  const [methodBefore, methodAfter] = [methodOf(before, say), methodOf(after, say)];
  return (
    <>
      <div className="reading">
        {before.title !== after.title && (
          <p dir="auto">
            <b>
              <Marked before={before.title} after={after.title} />
            </b>
          </p>
        )}
        <p dir="auto">
          <Marked before={before.text} after={after.text} />
        </p>
      </div>
      {methodBefore !== methodAfter && (
        <p className="small effect-changed">
          {say('decision.method-changed')} <Marked before={methodBefore} after={methodAfter} isOther />
        </p>
      )}
      {effectsBefore !== effectsAfter && (
        <p className="small effect-changed">
          {say('decision.effect-changed')}{' '}
          <Marked before={effectsBefore} after={effectsAfter} isOther={kindsOf(before) !== kindsOf(after)} />
        </p>
      )}
    </>
  );
}

/** By what a version is decided, with its options, in words. */
function methodOf({ method }: Version, say: Say): string {
  const { options } = method;
  const named = say('choose.sum-options', { count: options.length, options: options.map(({ text }) => text).join(', ') });
  return options.length === 0 ? tellMethod(asTold(method), say) : `${tellMethod(asTold(method), say)} ${named}`;
}

/** What kinds of things a version changes, in order. */
function kindsOf({ effects }: Version): string {
  return effects.map(({ kind, setting }) => `${kind} ${setting ?? ''}`).join();
}

function OtherVersions({ decision: { id, version, versions }, reading }: { readonly decision: Decision; readonly reading: Reading }) {
  const say = useWords();
  const isMarked = reading === 'changes' && version > 1;
  return (
    <div className="actions more-links">
      {isMarked && <Link to={['decisions', id, String(version)]}>{say('decision.unmarked', { version })}</Link>}
      {!isMarked && version > 1 && <Link to={['decisions', id]}>{say('decision.marked', { version })}</Link>}
      {!isMarked && version === 1 && reading !== 'changes' && <Link to={['decisions', id]}>{say('decision.back-to', { version })}</Link>}
      {versions
        .filter(({ number }) => number !== version && number !== reading)
        .map(({ number }) => (
          <Link key={number} to={['decisions', id, String(number)]}>
            {say('decision.version', { version: number })}
          </Link>
        ))}
    </div>
  );
}
