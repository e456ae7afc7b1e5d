import { useEffect } from 'react';
import { useOperation } from '../api/operations.ts';
import { Chooser } from '../parts/chooser.tsx';
import { useWords } from '../texts/words.tsx';
import { KEPT, type Kept, lengthOfKept, readRetention, retentionWith } from './retention.ts';

/** What the fields take. */
interface RetentionParts {
  readonly channel: string;
  readonly kept: Kept;
  readonly value: string;
  /** @param value what is proposed, with all that stays as it is agreed */
  onChange(chosen: { readonly channel: string; readonly kept: Kept; readonly value: string }): void;
}

/** How long talk is to be kept: in all channels or in one, and for what time. What is agreed besides stays. */
export function RetentionFields({ channel, kept, value, onChange }: RetentionParts) {
  const say = useWords();
  const { data: agreed } = useOperation('agreed', {});
  const { data: channels = [] } = useOperation('channels', {});
  const now = agreed?.retention.value ?? '90d';
  const names = [...new Set([...channels.map(({ name }) => name), ...readRetention(now).channels.keys()])];
  const proposed = retentionWith(now, channel, kept);
  useEffect(() => {
    if (agreed !== undefined && value !== proposed) onChange({ channel, kept, value: proposed });
  });
  const choose = (chosen: { channel: string; kept: Kept }) =>
    onChange({ ...chosen, value: retentionWith(now, chosen.channel, chosen.kept) });
  return (
    <div className="retention">
      <Chooser
        label={say('retention.in')}
        value={channel}
        values={['', ...names]}
        words={(name) => (name === '' ? say('retention.everywhere') : name === 'everyone' ? say('talk.everyone') : name)}
        onChoose={(name) => choose({ channel: name, kept })}
      />
      <Chooser
        label={say('retention.for')}
        value={kept}
        values={KEPT}
        words={(time) => lengthOfKept(time, say) ?? say('retention.ever')}
        onChoose={(time) => choose({ channel, kept: time })}
      />
      <p className="small">{say('retention.note')}</p>
    </div>
  );
}
