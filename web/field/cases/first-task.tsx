import { useState } from 'react';
import { useGo } from '#web/go.ts';
import { PhoneIcon, RouteIcon } from '#web/icons.tsx';
import { Button, LinkButton } from '#web/parts/basics.tsx';
import type { CaseRow } from './case-cache.ts';
import type { CaseView } from './commands.ts';
import { ContactSheet } from './contact-sheet.tsx';
import { geoLink } from './geo-link.ts';
import { MoveIcon } from './move-icon.tsx';
import { TaskCard } from './task-card.tsx';
import { t } from './texts.ts';
import { useCase } from './use-case.ts';
import { useMoves } from './use-moves.tsx';
import { buttonText, orderOf } from './wording.ts';

function Actions({ view, show, reload }: { view: CaseView; show: (view: CaseView) => void; reload: () => void }) {
  const moves = useMoves(view, { onDone: show, onMovedOn: reload });
  const [calling, setCalling] = useState(false);
  const go = useGo();
  const { main } = orderOf(view.abilities);
  const mayCall = view.mayContact && view.reporter?.phone;
  const geo = geoLink(view);
  return (
    <div className="task-actions">
      {mayCall ? (
        <Button look="soft" icon={<PhoneIcon size={20} />} onClick={() => setCalling(true)}>
          {t('call')}
        </Button>
      ) : (
        geo && (
          <LinkButton look="soft" href={geo} icon={<RouteIcon size={20} />}>
            {t('navigate')}
          </LinkButton>
        )
      )}
      {!main && (
        <LinkButton
          look="main"
          href={`/field/case/${view.id}`}
          onClick={(event) => {
            event.preventDefault();
            go(`/case/${view.id}`);
          }}
        >
          {t('open')}
        </LinkButton>
      )}
      {main && (
        <Button
          look="main"
          busy={moves.busy}
          icon={<MoveIcon move={main} size={22} />}
          onClick={() => moves.start(main)}
        >
          {buttonText(view, main)}
        </Button>
      )}
      {moves.sheet}
      <ContactSheet view={view} open={calling} onClose={() => setCalling(false)} />
    </div>
  );
}

interface FirstTaskProps {
  row: CaseRow;
  now: number;
  metres: number | null;
  onMoved: () => void;
}

/** The most urgent one can be taken on from the list; what is possible is asked of the server, not guessed from the row. */
export function FirstTask({ row, now, metres, onMoved }: FirstTaskProps) {
  const { view, reload, show } = useCase(row.id);
  return (
    <TaskCard row={view ?? row} now={now} metres={metres}>
      {view && (
        <Actions
          view={view}
          reload={reload}
          show={(next) => {
            show(next);
            onMoved();
          }}
        />
      )}
    </TaskCard>
  );
}
