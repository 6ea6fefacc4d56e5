import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import type { TableAnswer } from '#contract/drafts';
import { pick } from '#web/i18n.ts';
import { DownloadIcon, UploadIcon } from '#web/icons.tsx';
import { t } from './texts.ts';
import { type Progress, useTable } from './use-table.ts';

function Faults({ faults }: { faults: TableAnswer['faults'] }) {
  if (faults.length === 0) return null;
  return (
    <section role="alert">
      <h2>{faults.length >= 200 ? t('faultsMore', { n: faults.length }) : t('faults')}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling list must be reachable from the keyboard. */}
      <ul className="fault-list" tabIndex={0} aria-label={t('faults')}>
        {faults.map(({ cell, zh, en }) => (
          <li key={`${cell} ${en}`}>
            <span className="num">{cell}</span>
            <span>{pick(zh, en)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Preview({ rows }: { rows: TableAnswer['preview'] }) {
  return (
    <section>
      <h2>{t('preview')}</h2>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('line')}</th>
            <th scope="col">{t('body')}</th>
            <th scope="col">{t('place')}</th>
            <th scope="col">{t('category')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ line, body, place, category }) => (
            <tr key={line}>
              <td className="num">{line}</td>
              <td className="wrap">{body}</td>
              <td>{place}</td>
              <td>{category}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Results({ rows }: { rows: TableAnswer['results'] }) {
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>{t('results')}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling list must be reachable from the keyboard. */}
      <ul className="fault-list" tabIndex={0} aria-label={t('results')}>
        {rows.map(({ line, id, no, zh, en }) => (
          <li key={line}>
            <span className="num">{line}</span>
            <span>
              {id ? (
                <Link to="/cases/$id" params={{ id }}>
                  {t('resultFiled')} {no}
                </Link>
              ) : (
                t('resultRefused', { why: pick(zh ?? '', en ?? '') })
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface CheckedProps {
  checked: TableAnswer;
  results: TableAnswer['results'];
  progress: Progress;
  onFile: () => void;
}

function totalsOf({ total, faulty }: TableAnswer): string {
  const words = [t('total', { n: total }), t('sound', { n: total - faulty })];
  return [...words, ...(faulty > 0 ? [t('faulty', { n: faulty })] : [])].join(' · ');
}

/** What the check found, the button that files, and what became of each row. */
function Checked({ checked, results, progress, onFile }: CheckedProps) {
  const sound = checked.total - checked.faulty;
  const isFiling = typeof progress === 'number';
  const filed = results.filter(({ id }) => id !== null).length;
  return (
    <>
      <p role="status" className="num">
        {totalsOf(checked)}
      </p>
      <Faults faults={checked.faults} />
      {checked.preview.length > 0 && <Preview rows={checked.preview} />}
      {sound > 0 && progress !== 'done' && (
        <div>
          <Button type="primary" size="large" loading={isFiling} onClick={onFile}>
            {isFiling ? t('filing', { n: progress, total: checked.total }) : t('file', { n: sound })}
          </Button>
        </div>
      )}
      {progress === 'done' && <p role="status">{t('tableDone', { filed, refused: results.length - filed })}</p>}
      <Results rows={results} />
    </>
  );
}

/** A table of reports: checked whole, then filed slice by slice, each row by itself. */
export function TablePart() {
  const input = useRef<HTMLInputElement>(null);
  const { chosen, checked, results, progress, error, check, file } = useTable();
  const [dragged, setDragged] = useState(false);
  return (
    <section
      className={dragged ? 'card drafts-paste stack drafts-drop' : 'card drafts-paste stack'}
      aria-label={t('table')}
      onDragOver={(event) => {
        event.preventDefault();
        setDragged(true);
      }}
      onDragLeave={() => setDragged(false)}
      onDrop={(event) => {
        event.preventDefault();
        setDragged(false);
        void check(event.dataTransfer.files[0]);
      }}
    >
      <p className="muted">{t('tableHint')}</p>
      <div className="page-tools">
        <Button icon={<DownloadIcon size={16} />} href="/api/drafts/table" download>
          {t('template')}
        </Button>
        <Button
          icon={<UploadIcon size={16} />}
          loading={progress === 'checking'}
          onClick={() => input.current?.click()}
        >
          {progress === 'checking' ? t('checking') : t('choose')}
        </Button>
        {chosen && <span className="wrap">{chosen}</span>}
      </div>
      <input
        ref={input}
        type="file"
        hidden
        accept=".xlsx"
        onChange={(event) => {
          void check(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      {error && (
        <p className="form-error" role="alert">
          {error}
        </p>
      )}
      {checked && <Checked checked={checked} results={results} progress={progress} onFile={() => void file()} />}
    </section>
  );
}
