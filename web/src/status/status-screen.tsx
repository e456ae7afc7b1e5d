import type { Output } from '../api/client.ts';
import { useOperation } from '../api/operations.ts';
import { inWords } from '../names/in-words.ts';
import { ReadmitScreen } from '../parting/readmit-screen.tsx';
import { Notice } from '../parts/notice.tsx';
import { Fetching } from '../parts/progress.tsx';
import { useCell } from '../route/cell.ts';
import { usePlace } from '../route/route.ts';
import { Part, Row, Sheet } from '../shell/sheet.tsx';
import { type Say, useWords } from '../texts/words.tsx';
import { LateRow } from '../today/late.tsx';
import { DeviceTable } from './device-table.tsx';
import { DiagnosisPart } from './diagnosis.tsx';
import { Findings } from './findings.tsx';
import { IfItBroke, OnThisDevice, Spread } from './keeping.tsx';
import { SetAside } from './set-aside.tsx';

type Device = Output<'reach'>['devices'][number];

/** How this device stands in the cell; and, by the address, proposing that something that is set aside counts. */
export function StatusScreen() {
  const [, how, which] = usePlace().steps;
  return how === 'readmit' && which !== undefined ? <ReadmitScreen key={which} which={which} /> : <Standing />;
}

/** Who is met and how, what has got how far, what is set aside, and what may be wrong. */
function Standing() {
  const say = useWords();
  const { fault } = useCell();
  const { data } = useOperation('reach', {});
  if (data === undefined) return <Fetching>{say('shell.fetching')}</Fetching>;
  const { devices, late, aside } = data;
  const meeting = devices.filter(({ self, since }) => self || since !== null).length;
  const title = devices.length > 1 ? say('status.title', { on: meeting, of: devices.length }) : say('status.title-alone');
  return (
    <Sheet
      title={title}
      lede={waysInWords(devices, say)}
      aside={
        <>
          <IfItBroke reach={data} />
          <Spread reach={data} />
          <OnThisDevice />
        </>
      }
    >
      {fault !== null && (
        <Row>
          <Notice voice="stop">{fault}</Notice>
        </Row>
      )}
      <Row>
        <DeviceTable reach={data} />
      </Row>
      {late.count > 0 && (
        <Part title={say('status.late')}>
          {late.newest.map((one) => (
            <LateRow key={one.id} late={one} />
          ))}
          {late.count > late.newest.length && (
            <Row className="after-items">
              <p className="small soft">
                {say('status.more-late', { count: late.count - late.newest.length, isMore: String(late.isMore) })}
              </p>
            </Row>
          )}
        </Part>
      )}
      <SetAside aside={aside} />
      <Findings />
      <DiagnosisPart />
    </Sheet>
  );
}

/** How the devices meet, in a sentence: "Two in the same network and this one." */
function waysInWords(devices: readonly Device[], say: Say): string {
  if (devices.length <= 1) return say('status.lede-alone');
  const ways = (['lan', 'internet', 'here'] as const).map((way) => [way, devices.filter(({ via }) => via[0] === way).length] as const);
  const met = ways.filter(([, count]) => count > 0).map(([way, count]) => say(`status.way.${way}`, { count }));
  if (met.length === 0) return say('status.lede-nobody');
  const words = inWords([...met, say('status.way.self')]);
  return say('status.lede', { ways: `${words.slice(0, 1).toLocaleUpperCase()}${words.slice(1)}` });
}
