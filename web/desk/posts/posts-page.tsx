import './posts.css';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Checkbox, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { type Role, roleNames, roles } from '#contract/rights';
import { pick } from '#web/i18n.ts';
import { PlusIcon } from '#web/icons.tsx';
import { AreaSelect } from '../areas/area-select.tsx';
import { useCan } from '../shell/me.ts';
import { Page, PageTitle } from '../shell/page.tsx';
import { pruned } from '../shell/page-search.ts';
import { ButtonTabs } from '../shell/tabs.tsx';
import { t as shell } from '../shell/texts.ts';
import { useDebounced } from '../shell/use-debounced.ts';
import { CreatePost } from './create-post.tsx';
import { PostList } from './post-list.tsx';
import { t } from './texts.ts';
import { UnitList } from './unit-list.tsx';

const route = getRouteApi('/posts');
type PostSearch = ReturnType<typeof route.useSearch>;

function useChange() {
  const navigate = route.useNavigate();
  return (part: { [K in keyof PostSearch]?: PostSearch[K] | undefined }) =>
    void navigate({ search: (old) => pruned({ ...old, ...part }), replace: true });
}

function Filters({ search, onChange }: { search: PostSearch; onChange: ReturnType<typeof useChange> }) {
  const [q, setQ] = useState(search.q ?? '');
  const settled = useDebounced(q.trim(), 350);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a settled text changes the address.
  useEffect(() => {
    if (settled !== (search.q ?? '')) onChange({ q: settled || undefined });
  }, [settled]);
  return (
    <>
      <Input
        className="tool-search"
        aria-label={t('search')}
        placeholder={t('search')}
        allowClear
        value={q}
        onChange={(event) => setQ(event.target.value)}
      />
      <div className="tool-area">
        <AreaSelect
          value={search.areaId}
          label={t('area')}
          onChange={(areaId) => onChange({ areaId, below: areaId ? true : undefined })}
        />
      </div>
      <Select<Role | null>
        className="tool-role"
        aria-label={t('role')}
        allowClear
        placeholder={t('anyRole')}
        value={search.role ?? null}
        options={roleNames.map((value) => ({ value, label: pick(roles[value].zh, roles[value].en) }))}
        onChange={(role) => onChange({ role: role ?? undefined })}
      />
      {search.areaId && (
        <Checkbox
          checked={search.below ?? false}
          onChange={(event) => onChange({ below: event.target.checked || undefined })}
        >
          {t('below')}
        </Checkbox>
      )}
      <Checkbox
        checked={search.vacant ?? false}
        onChange={(event) => onChange({ vacant: event.target.checked || undefined })}
      >
        {t('vacantOnly')}
      </Checkbox>
    </>
  );
}

/** D24: posts with holders, deputies, leaves and vacancies; units with their load. */
export function PostsPage() {
  const search = route.useSearch();
  const onChange = useChange();
  const mayEdit = useCan('post.edit');
  const [creating, setCreating] = useState(false);
  const units = search.units === true;
  return (
    <Page
      tools={
        <>
          <ButtonTabs
            label={t('views')}
            keys={['posts', 'units'] as const}
            chosen={units ? 'units' : 'posts'}
            words={t}
            onChoose={(view) => onChange({ units: view === 'units' ? true : undefined })}
          />
          {!units && <Filters search={search} onChange={onChange} />}
          <span className="grow" />
          {mayEdit && !units && (
            <Button type="primary" icon={<PlusIcon size={16} />} onClick={() => setCreating(true)}>
              {t('create')}
            </Button>
          )}
        </>
      }
    >
      <PageTitle title={shell('pagePosts')} />
      {units ? <UnitList mayEdit={mayEdit} /> : <PostList search={search} mayEdit={mayEdit} />}
      {creating && <CreatePost onClose={() => setCreating(false)} />}
    </Page>
  );
}
