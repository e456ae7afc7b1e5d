import { useState } from 'react';
import { useOperation } from '../api/operations.ts';
import { shownAs } from '../names/shown.ts';
import { LookingOn } from '../parting/looking-on.tsx';
import { Fetching } from '../parts/progress.tsx';
import { MiniRing } from '../parts/ring.tsx';
import { OriginOf } from '../people/agreed-part.tsx';
import { tellEffect } from '../practices/decisions/effect.ts';
import { Options } from '../practices/decisions/parts/options.tsx';
import { ShortProposal } from '../practices/decisions/parts/short-proposal.tsx';
import { useTakesPart } from '../route/cell.ts';
import { Link } from '../route/link.tsx';
import { Item, Part, Row, Sheet } from '../shell/sheet.tsx';
import { useWords } from '../texts/words.tsx';
import type { Clash, Setting } from './clash.ts';
import { useClashes } from './use-clashes.ts';

/** A setting that was decided twice at once: both values, which of them holds meanwhile, and a proposal that settles it. */
export function ClashScreen({ setting }: { readonly setting: string }) {
  const say = useWords();
  const takesPart = useTakesPart();
  const clashes = useClashes();
  if (clashes === undefined) return <Fetching>{say('shell.fetching')}</Fetching>;
  const clash = clashes.find((one) => one.setting === setting);
  if (clash === undefined) {
    return (
      <Sheet title={say('clash.settled')} lede={say('clash.settled-lede')}>
        <Row>
          <Link className="button button-plain" to={['decisions']}>
            {say('propose.back')}
          </Link>
        </Row>
      </Sheet>
    );
  }
  const { holds, others, open } = clash;
  return (
    <Sheet title={say('clash.title')} lede={say('clash.lede')} margin={say(`clash.setting.${clash.setting}`)}>
      <Part title={say('clash.both')}>
        <Decided setting={clash.setting} value={holds.value} decision={holds.decision} holds />
        {others.map(({ decision, value }) => (
          <Decided key={decision} setting={clash.setting} value={value} decision={decision} holds={false} />
        ))}
        <Row className="after-items">
          <p className="small soft">{say(clash.setting === 'quorum' ? 'clash.why.quorum' : 'clash.why.other')}</p>
        </Row>
      </Part>
      {open !== null && (
        <Row>
          <Link className="button button-plain" to={['decisions', open]}>
            {say('clash.under-way')}
          </Link>
        </Row>
      )}
      {open === null && takesPart && <Settling clash={clash} />}
      <LookingOn />
    </Sheet>
  );
}

interface DecidedParts {
  readonly setting: Setting;
  readonly value: string;
  readonly decision: string;
  readonly holds: boolean;
}

/** One of the decisions: what it settled the setting on. */
function Decided({ setting, value, decision, holds }: DecidedParts) {
  const say = useWords();
  const { data } = useOperation('decision', { id: decision });
  const found = data?.id === decision ? data : undefined;
  return (
    <Item
      mark={<MiniRing seats={[]} isCarried />}
      kicker={say(holds ? 'clash.holds' : 'clash.other')}
      tone={holds ? 'carried' : 'heed'}
      title={tellEffect({ kind: 'agreement', setting, value }, say)}
      note={
        <>
          {found !== undefined && <Link to={['decisions', decision]}>{shownAs(found.title, say)}</Link>} <OriginOf decision={decision} />
        </>
      }
    />
  );
}

/** Choosing one of them for a proposal. */
function Settling({ clash: { setting, holds, others } }: { readonly clash: Clash }) {
  const say = useWords();
  const values = [...new Set([holds, ...others].map(({ value }) => value))];
  const [chosen, choose] = useState(holds.value);
  const tell = (value: string): string => tellEffect({ kind: 'agreement', setting, value }, say);
  return (
    <ShortProposal
      proposal={{
        title: say('clash.name', { setting: say(`clash.setting.${setting}`) }),
        effect: [{ kind: 'agreement', setting, value: chosen }],
      }}
      draft={`clash ${setting}`}
      label={say('clash.reason')}
      hint={say('clash.reason-hint')}
      needed={null}
      back={['decisions']}
    >
      <Options
        label={say('clash.choose')}
        options={values.map((value) => ({
          value,
          label: tell(value),
          means: say(value === holds.value ? 'clash.holds' : 'clash.other'),
        }))}
        chosen={chosen}
        onChoose={choose}
      >
        <p className="small soft">
          <Link to={['decisions', 'new']}>{say('clash.another')}</Link> {say('clash.another-means')}
        </p>
      </Options>
    </ShortProposal>
  );
}
