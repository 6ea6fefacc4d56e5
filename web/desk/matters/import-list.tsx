import { Button } from 'antd';
import { type MatterKind, matterKinds, mostWorkbookBytes } from '#contract/matters';
import { call, sayError } from '#web/api.ts';
import { pick } from '#web/i18n.ts';
import { download } from '../shell/download.ts';
import { ImportDialog } from '../shell/import-dialog.tsx';
import { say, sayWrong } from '../shell/toast.ts';
import { DifferenceView } from './difference-view.tsx';
import { refreshLists } from './publish-draft.tsx';
import { t } from './texts.ts';

interface ImportListProps {
  kind: MatterKind;
  onClose: () => void;
  onDone: (version: number | undefined) => void;
}

function Words({ kind }: { kind: MatterKind }) {
  const fetchTemplate = () =>
    download(`/api/matters/${kind}/export`, { lang: undefined, template: true }, `gezhi-${kind}-template.xlsx`).catch(
      (error: unknown) => sayWrong(sayError(error)),
    );
  return (
    <>
      {t('importWords')}{' '}
      <Button type="link" size="small" className="link-in-text" onClick={() => void fetchTemplate()}>
        {t('exportTemplate')}
      </Button>
    </>
  );
}

/** A workbook into the draft: every change is seen before, every fault has its cell, and with one nothing is taken. */
export function ImportList({ kind, onClose, onDone }: ImportListProps) {
  return (
    <ImportDialog
      title={t('importTitle', { list: pick(matterKinds[kind].zh, matterKinds[kind].en) })}
      words={<Words kind={kind} />}
      accept=".xlsx"
      mostBytes={mostWorkbookBytes}
      send={({ content }, dryRun, commandId) =>
        call('POST /api/matters/:kind/import', { params: { kind }, body: { commandId, dryRun, content } })
      }
      preview={({ difference }) => difference && <DifferenceView difference={difference} />}
      okText={(result) => (result ? t('doImport', { n: result.items }) : t('doImportNone'))}
      onDone={async ({ items, version }) => {
        await refreshLists();
        say(t('imported', { items, n: version ?? 0 }));
        onDone(version ?? undefined);
      }}
      onClose={onClose}
    />
  );
}
