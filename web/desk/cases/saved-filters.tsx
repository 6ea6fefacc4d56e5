import { useNavigate } from '@tanstack/react-router';
import { Button, Input, Popover } from 'antd';
import { type FormEvent, useState } from 'react';
import { call, sayError } from '#web/api.ts';
import { StarIcon, TrashIcon } from '#web/icons.tsx';
import { newId } from '#web/ids.ts';
import { refresh, useAsk } from '../shell/query.ts';
import { Loaded } from '../shell/states.tsx';
import { t as shell } from '../shell/texts.ts';
import { say, sayWrong } from '../shell/toast.ts';
import { type CaseSearch, pickCaseSearch, toSaved } from './search.ts';
import { t } from './texts.ts';

async function save(name: string, search: CaseSearch): Promise<boolean> {
  try {
    await call('PUT /api/saved-filters/:id', { params: { id: newId() }, body: { name, query: toSaved(search) } });
    say(t('saveDone', { name }));
    await refresh('GET /api/saved-filters');
    return true;
  } catch (error) {
    sayWrong(sayError(error));
    return false;
  }
}

async function forget(id: string): Promise<void> {
  try {
    await call('DELETE /api/saved-filters/:id', { params: { id } });
    await refresh('GET /api/saved-filters');
  } catch (error) {
    sayWrong(sayError(error));
  }
}

function SaveThis({ search }: { search: CaseSearch }) {
  const [name, setName] = useState('');
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (name.trim() && (await save(name.trim(), search))) setName('');
  }
  return (
    <form className="save-filter" onSubmit={(event) => void submit(event)}>
      <Input
        aria-label={t('saveName')}
        placeholder={t('saveName')}
        maxLength={40}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button htmlType="submit">{shell('save')}</Button>
    </form>
  );
}

function List({ search, onGone }: { search: CaseSearch; onGone: () => void }) {
  const navigate = useNavigate();
  const query = useAsk('GET /api/saved-filters', {});
  return (
    <div className="saved">
      <Loaded query={query} rows={3}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="muted">{t('savedNone')}</p>
          ) : (
            <ul>
              {rows.map((row) => (
                <li key={row.id}>
                  <button
                    type="button"
                    className="link"
                    onClick={() => {
                      onGone();
                      void navigate({ to: '/cases', search: pickCaseSearch(row.query) });
                    }}
                  >
                    {row.name}
                  </button>
                  <button
                    type="button"
                    className="icon-link"
                    aria-label={t('deleteSaved', { name: row.name })}
                    onClick={() => void forget(row.id)}
                  >
                    <TrashIcon size={16} />
                  </button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <h4>{t('saveThis')}</h4>
      <SaveThis search={search} />
    </div>
  );
}

export function SavedFilters({ search }: { search: CaseSearch }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      title={t('saved')}
      destroyOnHidden
      content={<List search={search} onGone={() => setOpen(false)} />}
    >
      <Button aria-label={t('saved')} title={t('saved')} aria-expanded={open} icon={<StarIcon size={17} />} />
    </Popover>
  );
}
