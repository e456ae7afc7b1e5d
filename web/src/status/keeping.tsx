import type { Output } from '../api/client.ts';
import { useOperation } from '../api/operations.ts';
import { isDemonstration } from '../route/base.ts';
import { useCell } from '../route/cell.ts';
import { Link } from '../route/link.tsx';
import { formatLocale } from '../texts/language.ts';
import { useWords } from '../texts/words.tsx';

type CellReach = Output<'reach'>;

/** What would be lost with this device. */
export function IfItBroke({ reach: { own, devices } }: { readonly reach: CellReach }) {
  const say = useWords();
  const of = devices.length;
  const late = own.spread.filter(({ on }) => on < of);
  const count = late.reduce((sum, { entries }) => sum + entries, 0);
  const only = own.spread.find(({ on }) => on === 1)?.entries ?? 0;
  const rest = own.entries - count;
  return (
    <section>
      <h2>{say('status.if-broken')}</h2>
      <ul>
        {of === 1 && <li>{say('status.if-broken-alone')}</li>}
        {of > 1 && only > 0 && <li>{say('status.if-broken-only-here', { count: only })}</li>}
        {of > 1 && count > 0 && only === 0 && (
          <li>{say('status.if-broken-late', { count, least: say('status.least', { least: late[0]?.on ?? 1 }) })}</li>
        )}
        {of > 1 && rest > 0 && <li>{say('status.if-broken-rest', { count: rest })}</li>}
      </ul>
    </section>
  );
}

/** How many entries are on how many devices. Nothing while there is one device alone. */
export function Spread({ reach: { spread, devices } }: { readonly reach: CellReach }) {
  const say = useWords();
  const of = devices.length;
  if (of === 1) return null;
  return (
    <section>
      <h2>{say('status.spread')}</h2>
      <ul className="numbers">
        {[...spread].reverse().map(({ on, entries }) => (
          <li key={on}>{on === of ? say('status.spread-all', { entries, of }) : say('status.spread-step', { entries, on })}</li>
        ))}
      </ul>
    </section>
  );
}

/** What Moot takes on this device, and how it is kept. The demonstration is in memory alone. */
export function OnThisDevice() {
  const say = useWords();
  const { addresses } = useCell();
  const { data } = useOperation('storage', {});
  return (
    <section>
      <h2>{say('status.on-this-device')}</h2>
      <ul>
        {isDemonstration && <li>{say('status.in-memory')}</li>}
        {!isDemonstration && (
          <>
            {data !== undefined && <li>{say('status.used', { size: sizeOf(data.used) })}</li>}
            {data !== undefined && <li>{say('status.free', { size: sizeOf(data.free) })}</li>}
            <li>{say('status.locked-by')}</li>
            <li>{addresses.length === 0 ? say('status.no-addresses') : say('status.addresses', { count: addresses.length })}</li>
          </>
        )}
        {data !== undefined && <li>{say('status.version', { version: data.version })}</li>}
        {!isDemonstration && (
          <li>
            <Link to={['settings']}>{say('status.backup')}</Link>
          </li>
        )}
      </ul>
    </section>
  );
}

const STEPS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A number of bytes as people say it: "38 MB". */
function sizeOf(bytes: number): string {
  const step = Math.min(STEPS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const format = { style: 'unit', unit: STEPS[step] ?? 'byte', maximumSignificantDigits: 3 } as const;
  return new Intl.NumberFormat(formatLocale(), format).format(bytes / 1000 ** step);
}
