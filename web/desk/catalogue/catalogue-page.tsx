import '../areas/areas.css';
import { Button, Input, Tree } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { Category } from '#contract/catalogue';
import { UploadIcon } from '#web/icons.tsx';
import { useLang } from '#web/prefs.ts';
import { full, ms } from '#web/time.ts';
import { useCan } from '../shell/me.ts';
import { PageTitle } from '../shell/page.tsx';
import { useAsk } from '../shell/query.ts';
import { Loaded, Nothing } from '../shell/states.tsx';
import { t as shell } from '../shell/texts.ts';
import { CategoryEditor } from './category-editor.tsx';
import { limitOf } from './limit-text.ts';
import { t } from './texts.ts';

const ImportCatalogue = lazy(() =>
  import('./import-catalogue.tsx').then(({ ImportCatalogue: form }) => ({ default: form })),
);

function matches(category: Category, q: string): boolean {
  const words = [category.code, category.name, category.nameEn, ...category.keywords].join(' ').toLowerCase();
  return words.includes(q.toLowerCase());
}

interface CategoryTreeProps {
  rows: readonly Category[];
  selected: string | undefined;
  onSelect: (code: string) => void;
}

function CategoryTree({ rows, selected, onSelect }: CategoryTreeProps) {
  const lang = useLang();
  const [q, setQ] = useState('');
  const tree = useMemo(() => {
    const name = (row: Category) => (lang === 'en' ? row.nameEn || row.name : row.name);
    const minors = rows.filter((row) => row.parentCode !== null && (q === '' || matches(row, q)));
    return rows
      .filter((row) => row.parentCode === null)
      .map((major) => ({
        key: major.code,
        title: `${major.code} ${name(major)}`,
        children: minors
          .filter((minor) => minor.parentCode === major.code)
          .map((minor) => ({
            key: minor.code,
            title: `${minor.code} ${name(minor)} ${limitOf(minor.limitAmount, minor.limitUnit)}`,
            isLeaf: true,
          })),
      }))
      .filter((major) => q === '' || major.children.length > 0 || major.title.includes(q));
  }, [rows, q, lang]);
  return (
    <>
      <Input
        aria-label={t('search')}
        placeholder={t('search')}
        allowClear
        value={q}
        onChange={(event) => setQ(event.target.value.trim())}
      />
      {tree.length === 0 && <p className="muted">{t('none')}</p>}
      <Tree
        // A search opens what it found.
        key={q === '' ? 'all' : 'found'}
        aria-label={t('tree')}
        blockNode
        defaultExpandAll={q !== ''}
        treeData={tree}
        selectedKeys={selected ? [selected] : []}
        onSelect={(keys) => keys[0] !== undefined && onSelect(String(keys[0]))}
      />
    </>
  );
}

/** The catalogue of matters: read by all, changed as a new version by those who may. */
export function CataloguePage() {
  const query = useAsk('GET /api/categories', {});
  const mayEdit = useCan('catalogue.edit');
  const [code, setCode] = useState<string | undefined>();
  const [importing, setImporting] = useState(false);
  return (
    <Loaded query={query}>
      {(catalogue) => {
        const chosen = catalogue.rows.find((row) => row.code === code) ?? catalogue.rows[0];
        return (
          <div className="tree-page">
            <PageTitle
              title={shell('pageCatalogue')}
              note={t('version', { n: catalogue.version, at: full(ms(catalogue.importedAt)) })}
            />
            <section className="card tree-side" aria-label={t('tree')}>
              {mayEdit && (
                <div>
                  <Button icon={<UploadIcon size={16} />} onClick={() => setImporting(true)}>
                    {t('import')}
                  </Button>
                </div>
              )}
              <CategoryTree rows={catalogue.rows} selected={chosen?.code} onSelect={setCode} />
            </section>
            <div className="tree-main">
              {chosen ? (
                <CategoryEditor key={`${chosen.code}${catalogue.version}`} category={chosen} mayEdit={mayEdit} />
              ) : (
                <section className="card area-card">
                  <Nothing title={t('choose')} />
                </section>
              )}
            </div>
            <Suspense>{importing && <ImportCatalogue onClose={() => setImporting(false)} />}</Suspense>
          </div>
        );
      }}
    </Loaded>
  );
}
