import { Select } from 'antd';
import { useState } from 'react';
import type { FlowHead } from '#contract/flows';
import { remarkText } from '#web/i18n.ts';
import { useAsk } from '../shell/query.ts';
import { Loaded, Nothing } from '../shell/states.tsx';
import { t } from './texts.ts';

interface ChosenProps {
  id: string;
  label: string;
  value: number;
  versions: FlowHead['versions'];
  onChange: (version: number) => void;
}

const marks = { draft: 'draft', published: 'published', retired: 'retiredMark' } as const;

function Chosen({ id, label, value, versions, onChange }: ChosenProps) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Select
        id={id}
        value={value}
        options={versions.map(({ version, status }) => ({
          value: version,
          label: remarkText(t('version', { n: version }), t(marks[status])),
        }))}
        onChange={onChange}
      />
    </div>
  );
}

/** In which places two stored versions differ. */
export function DifferenceView({ head }: { head: FlowHead | undefined }) {
  const versions = head?.versions ?? [];
  const [newer, setNewer] = useState(versions[0]?.version ?? 0);
  const [older, setOlder] = useState(versions[1]?.version ?? 0);
  const enabled = versions.length > 1;
  const query = useAsk(
    'GET /api/flows/:flow/difference',
    { params: { flow: head?.code ?? '' }, query: { older, newer } },
    { enabled },
  );
  if (!enabled) return <Nothing title={t('oneVersion')} />;
  return (
    <>
      <div className="flow-pair">
        <Chosen id="flow-older" label={t('older')} value={older} versions={versions} onChange={setOlder} />
        <Chosen id="flow-newer" label={t('newer')} value={newer} versions={versions} onChange={setNewer} />
      </div>
      <Loaded query={query}>
        {({ changes }) =>
          changes.length === 0 ? (
            <p>{t('noChange')}</p>
          ) : (
            <table className="flow-table" aria-label={t('difference')}>
              <thead>
                <tr>
                  {(['path', 'was', 'becomes'] as const).map((one) => (
                    <th key={one} scope="col">
                      {t(one)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {changes.map(({ path, older: was, newer: is }) => (
                  <tr key={path}>
                    <td className="num">{path}</td>
                    <td>{was ?? '—'}</td>
                    <td>{is ?? '—'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Loaded>
    </>
  );
}
