import { useState } from 'react';
import { useOperation } from '../../../api/operations.ts';
import { Chooser } from '../../../parts/chooser.tsx';
import { Fetching } from '../../../parts/progress.tsx';
import { Link } from '../../../route/link.tsx';
import { Sheet } from '../../../shell/sheet.tsx';
import { useWords } from '../../../texts/words.tsx';
import { useDecisions } from '../latest.ts';
import { ShortProposal } from '../parts/short-proposal.tsx';
import { UnderWay } from '../parts/under-way.tsx';
import { agreeingOn, MOST, proposedOn } from './voices.ts';

/** A proposal that is prepared: for how many others one person can speak, or for nobody. */
export function AgreeScreen() {
  const say = useWords();
  const { data: voices } = useOperation('delegations', {});
  const { data: decisions } = useDecisions();
  const [chosen, choose] = useState<number | null>(null);
  if (voices === undefined || decisions === undefined) return <Fetching>{say('shell.fetching')}</Fetching>;
  const { most: now } = voices;
  const offered = MOST.filter((most) => most !== now);
  const most = chosen !== null && chosen !== now ? chosen : now === 0 ? 1 : 0;
  const title = now === 0 ? 'voices.propose-on' : most === 0 ? 'voices.propose-off' : 'voices.propose-change';
  const open = proposedOn(decisions);
  return (
    <Sheet
      title={say('voices.agree-title')}
      lede={say('voices.agree-lede')}
      margin={<Link to={['people', 'voices']}>{say('voices.title')}</Link>}
    >
      {open === undefined ? (
        <ShortProposal
          proposal={{ title: say(title), effect: agreeingOn(most) }}
          draft="voices"
          label={say('voices.why')}
          needed={null}
          back={['people', 'voices']}
        >
          <Chooser
            label={say('voices.most')}
            hint={say('voices.most-hint')}
            value={most}
            values={offered}
            words={(one) => say('voices.most-of', { most: one })}
            onChoose={choose}
          />
        </ShortProposal>
      ) : (
        <UnderWay id={open.id}>{say('voices.under-way')}</UnderWay>
      )}
    </Sheet>
  );
}
