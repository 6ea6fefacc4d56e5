import { Button } from 'antd';
import { useState } from 'react';
import { FollowUp, LineToCase } from './follow-up.tsx';
import type { Line } from './line-state.tsx';
import { t } from './texts.ts';

/** What can be done with a line, for who may write in the minutes. */
export function LineButtons({ meetingId, line }: { meetingId: string; line: Line }) {
  const [doing, setDoing] = useState<'follow' | 'case' | null>(null);
  const close = () => setDoing(null);
  return (
    <div className="minutes-buttons">
      <Button
        size="small"
        aria-label={t('nextStepOf', { matter: line.matter.slice(0, 20) })}
        onClick={() => setDoing('follow')}
      >
        {t('nextStep')}
      </Button>
      {line.state === 'open' && (
        <Button size="small" onClick={() => setDoing('case')}>
          {t('toCase')}
        </Button>
      )}
      {doing === 'follow' && <FollowUp meetingId={meetingId} line={line} onClose={close} />}
      {doing === 'case' && <LineToCase meetingId={meetingId} line={line} onClose={close} />}
    </div>
  );
}
