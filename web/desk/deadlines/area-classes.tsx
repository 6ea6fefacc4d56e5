import { Button, Select } from 'antd';
import { useState } from 'react';
import { type AreaClass, areaClasses } from '#contract/deadlines';
import { call, sayError } from '#web/api.ts';
import { newId } from '#web/ids.ts';
import { AreaSelect } from '../areas/area-select.tsx';
import { refresh, useAsk } from '../shell/query.ts';
import { Loaded } from '../shell/states.tsx';
import { sayWrong } from '../shell/toast.ts';
import { t } from './texts.ts';

async function setClass(id: string, name: AreaClass | null): Promise<void> {
  try {
    await call('PUT /api/deadlines/area-classes/:id', { params: { id }, body: { commandId: newId(), class: name } });
    await refresh('GET /api/deadlines/area-classes');
  } catch (error) {
    sayWrong(sayError(error));
  }
}

export function AreaClasses({ mayEdit }: { mayEdit: boolean }) {
  const query = useAsk('GET /api/deadlines/area-classes', {});
  const [areaId, setAreaId] = useState<string | undefined>();
  const [name, setName] = useState<AreaClass>('A');
  return (
    <>
      <p className="muted">{t('classesHint')}</p>
      <Loaded query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p>{t('noClasses')}</p>
          ) : (
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">{t('area')}</th>
                  <th scope="col">{t('areaClass')}</th>
                  {mayEdit && <th scope="col">{t('set')}</th>}
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.areaId}>
                    <td>{row.name}</td>
                    <td>{row.class}</td>
                    {mayEdit && (
                      <td>
                        <Button
                          size="small"
                          aria-label={t('remove', { name: row.name })}
                          onClick={() => void setClass(row.areaId, null)}
                        >
                          {t('noClass')}
                        </Button>
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Loaded>
      {mayEdit && (
        <div className="form-row">
          <AreaSelect value={areaId} onChange={setAreaId} label={t('area')} />
          <Select
            aria-label={t('areaClass')}
            value={name}
            options={areaClasses.map((value) => ({ value, label: value }))}
            onChange={setName}
          />
          <Button disabled={!areaId} onClick={() => areaId && void setClass(areaId, name)}>
            {t('set')}
          </Button>
        </div>
      )}
    </>
  );
}
