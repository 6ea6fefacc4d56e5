import { useState } from 'react';
import type { Answer } from '#contract/api';
import type { RoutingSet } from '#contract/routing';
import { call, Refusal, sayError } from '#web/api.ts';
import { useCommandIds } from '../shell/command-ids.ts';
import { refresh } from '../shell/query.ts';
import { say, sayWrong } from '../shell/toast.ts';
import { t } from './texts.ts';

export type RoutingView = Answer<'GET /api/routing'>;

/** What stands against a save, with the place of the rule from 0; null: the last rule. */
export interface Fault {
  rule: number | null;
  zh: string;
  en: string;
}

function faultsOf(error: unknown): readonly Fault[] {
  if (!(error instanceof Refusal) || error.code !== 'routing.invalid') return [];
  return (error.detail as { faults: readonly Fault[] }).faults;
}

const said = (warnings: number) => say(warnings > 0 ? t('savedWarned', { n: warnings }) : t('saved'));

/** The set as it is being edited. It is held against the revision it began with, so nobody's work is written over. */
export function useDraft(view: RoutingView) {
  const [edited, setEdited] = useState<{ revision: number; set: RoutingSet } | null>(null);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [busy, setBusy] = useState(false);
  const commandIdOf = useCommandIds();
  const set = edited?.set ?? view.draft?.set ?? view.set;
  async function save(): Promise<void> {
    if (!edited) return;
    setBusy(true);
    setFaults([]);
    try {
      const body = { commandId: commandIdOf(edited), revision: edited.revision, set: edited.set };
      const { warnings } = await call('PUT /api/routing/draft', { body });
      await refresh('GET /api/routing', 'GET /api/routing/difference');
      setEdited(null);
      said(warnings.length);
    } catch (error) {
      const found = faultsOf(error);
      setFaults(found);
      if (found.length === 0) sayWrong(sayError(error));
    } finally {
      setBusy(false);
    }
  }
  return {
    set,
    faults,
    busy,
    isChanged: edited !== null,
    save,
    change: (next: RoutingSet) => setEdited({ revision: edited?.revision ?? view.draft?.revision ?? 0, set: next }),
    drop: () => {
      setEdited(null);
      setFaults([]);
    },
  };
}
export type DraftState = ReturnType<typeof useDraft>;
