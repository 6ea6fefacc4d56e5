import { Button, DatePicker, Dropdown, Modal } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { address, Refusal, sayError, Unreachable } from '#web/api.ts';
import { DownloadIcon, WarningIcon } from '#web/icons.tsx';
import { lang } from '#web/prefs.ts';
import { t as shell } from '../shell/texts.ts';
import { sayWrong } from '../shell/toast.ts';
import { type FigureSearch, queryOf, type View } from './figures-search.ts';
import { t } from './texts.ts';

/** As a request of our own, not as a link: a refusal then says why instead of downloading an error. */
async function download(path: string, query: Record<string, string>, name: string): Promise<void> {
  const url = address(path, { ...query, lang: lang() });
  const answer = await fetch(url, { credentials: 'same-origin', headers: { 'accept-language': lang() } }).catch(() => {
    throw new Unreachable('no answer');
  });
  if (!answer.ok) throw new Refusal(answer.status, await answer.json().catch(() => ({})));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

interface DownloadProps {
  search: FigureSearch;
  view: View;
  areaName: string;
}

function ReportModal({ search, view, areaName, onClose }: DownloadProps & { onClose: () => void }) {
  const [month, setMonth] = useState(view.to.slice(0, 7));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  async function run(): Promise<void> {
    setBusy(true);
    setError(null);
    const place: Record<string, string> = search.areaId ? { areaId: search.areaId } : {};
    try {
      await download('/api/figures/report', { ...place, month }, `${areaName}-${month}.pdf`);
      onClose();
    } catch (failure) {
      setError(sayError(failure));
    } finally {
      setBusy(false);
    }
  }
  return (
    <Modal
      open
      title={t('reportTitle')}
      okText={t('reportDo')}
      cancelText={shell('cancel')}
      confirmLoading={busy}
      onOk={() => void run()}
      onCancel={onClose}
    >
      <div className="stack">
        {error && (
          <p className="form-error" role="alert">
            <WarningIcon size={18} />
            {error}
          </p>
        )}
        <p>{t('reportWords')}</p>
        <div className="field">
          <label htmlFor="report-month">{t('reportMonth')}</label>
          <DatePicker
            id="report-month"
            picker="month"
            allowClear={false}
            value={dayjs(`${month}-01`)}
            disabledDate={(day) => day.isAfter(dayjs(), 'month')}
            onChange={(day) => day && setMonth(day.format('YYYY-MM'))}
          />
        </div>
        {busy && <p role="status">{t('reportMaking')}</p>}
      </div>
    </Modal>
  );
}

/** What is on the screen as a table, and the printable report of a month. */
export function FigureDownloads(props: DownloadProps) {
  const { search, view } = props;
  const [asking, setAsking] = useState(false);
  async function table(format: 'xlsx' | 'csv'): Promise<void> {
    const query = { ...queryOf(search, view), format } as Record<string, string>;
    try {
      await download('/api/figures/export', query, `${props.areaName}-${view.from}-${view.to}.${format}`);
    } catch (error) {
      sayWrong(sayError(error));
    }
  }
  const items = [
    { key: 'report', label: t('asReport'), onClick: () => setAsking(true) },
    { key: 'xlsx', label: t('asXlsx'), onClick: () => void table('xlsx') },
    { key: 'csv', label: t('asCsv'), onClick: () => void table('csv') },
  ];
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items }}>
        <Button icon={<DownloadIcon size={17} />}>{t('download')}</Button>
      </Dropdown>
      {asking && <ReportModal {...props} onClose={() => setAsking(false)} />}
    </>
  );
}
