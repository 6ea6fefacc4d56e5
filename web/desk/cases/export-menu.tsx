import { Button, Dropdown, Modal } from 'antd';
import { useState } from 'react';
import { address, Refusal, sayError, Unreachable } from '#web/api.ts';
import { DownloadIcon } from '#web/icons.tsx';
import { lang } from '#web/prefs.ts';
import { full } from '#web/time.ts';
import { t as shell } from '../shell/texts.ts';
import { sayWrong } from '../shell/toast.ts';
import type { CaseFilter } from './search.ts';
import { t } from './texts.ts';

type Format = 'xlsx' | 'csv';

/** As a request of our own, not as a link: a refusal then says why instead of downloading an error. */
async function download(filter: CaseFilter, format: Format): Promise<void> {
  const url = address('/api/cases/export', { ...filter, format, lang: lang() });
  const answer = await fetch(url, { credentials: 'same-origin', headers: { 'accept-language': lang() } }).catch(() => {
    throw new Unreachable('no answer');
  });
  if (!answer.ok) throw new Refusal(answer.status, await answer.json().catch(() => ({})));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = `${t('list')}-${full(Date.now()).replace(/[: ]/g, '')}.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export function ExportMenu({ filter }: { filter: CaseFilter }) {
  const [format, setFormat] = useState<Format | null>(null);
  const [busy, setBusy] = useState(false);
  async function run(): Promise<void> {
    if (!format) return;
    setBusy(true);
    try {
      await download(filter, format);
      setFormat(null);
    } catch (error) {
      sayWrong(sayError(error));
    } finally {
      setBusy(false);
    }
  }
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'xlsx', label: t('exportXlsx'), onClick: () => setFormat('xlsx') },
            { key: 'csv', label: t('exportCsv'), onClick: () => setFormat('csv') },
          ],
        }}
      >
        <Button aria-label={t('export')} title={t('export')} icon={<DownloadIcon size={17} />} />
      </Dropdown>
      <Modal
        open={format !== null}
        title={t('exportTitle')}
        okText={t('exportDo')}
        cancelText={shell('cancel')}
        confirmLoading={busy}
        onOk={() => void run()}
        onCancel={() => setFormat(null)}
      >
        <p>{t('exportWords')}</p>
        {busy && <p role="status">{t('exporting')}</p>}
      </Modal>
    </>
  );
}
