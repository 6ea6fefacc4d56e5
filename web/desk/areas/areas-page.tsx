import '../map/map.css';
import './areas.css';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { UploadIcon } from '#web/icons.tsx';
import { useCan } from '../shell/me.ts';
import { PageTitle } from '../shell/page.tsx';
import { Nothing } from '../shell/states.tsx';
import { t as shell } from '../shell/texts.ts';
import { AddressAssignment } from './address-assignment.tsx';
import { AreaDetail } from './area-detail.tsx';
import { AreaTree } from './area-tree.tsx';
import { t } from './texts.ts';

const ImportAreas = lazy(() => import('./import-areas.tsx').then(({ ImportAreas: form }) => ({ default: form })));
const route = getRouteApi('/areas/$id');

function Layout({ id }: { id: string | null }) {
  const navigate = useNavigate();
  const mayEdit = useCan('area.edit');
  const [importing, setImporting] = useState(false);
  const [assigning, setAssigning] = useState(false);
  return (
    <div className="tree-page">
      <PageTitle title={shell('pageAreas')} />
      <section className="card tree-side" aria-label={t('tree')}>
        {mayEdit && (
          <div className="tree-tools">
            <Button icon={<UploadIcon size={16} />} onClick={() => setImporting(true)}>
              {t('import')}
            </Button>
            <Button onClick={() => setAssigning(true)}>{t('addresses')}</Button>
          </div>
        )}
        <AreaTree
          selected={id}
          onSelect={(areaId) => void navigate({ to: '/areas/$id', params: { id: areaId }, replace: id === null })}
        />
      </section>
      <div className="tree-main">
        {id ? (
          <AreaDetail key={id} id={id} />
        ) : (
          <section className="card area-card">
            <Nothing title={t('choose')} />
          </section>
        )}
      </div>
      <Suspense>{importing && <ImportAreas onClose={() => setImporting(false)} />}</Suspense>
      {assigning && <AddressAssignment onClose={() => setAssigning(false)} />}
    </div>
  );
}

/** D24: the tree of areas with outline, versions and holders. */
export function AreasPage() {
  return <Layout id={null} />;
}

export function AreaPage() {
  const { id } = route.useParams();
  return <Layout id={id} />;
}
