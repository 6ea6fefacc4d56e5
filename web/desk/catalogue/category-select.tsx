import { TreeSelect } from 'antd';
import { useMemo } from 'react';
import { useLang } from '#web/prefs.ts';
import { useMe } from '../shell/me.ts';
import { useAsk } from '../shell/query.ts';
import { t } from './texts.ts';

interface CategorySelectProps {
  value: string | undefined;
  onChange: (code: string | undefined) => void;
  /** Major classes may be chosen too (a filter); a case takes a minor class. */
  majors?: boolean;
  id?: string;
}

export function useCategories() {
  const me = useMe();
  return useAsk('GET /api/public/categories', { query: { district: me.district } }, { staleTime: 10 * 60_000 });
}

function useTree(majors: boolean) {
  const lang = useLang();
  const { data } = useCategories();
  return useMemo(() => {
    const rows = data?.rows ?? [];
    const name = (row: { name: string; nameEn: string }) => (lang === 'en' ? row.nameEn || row.name : row.name);
    return rows
      .filter((row) => row.parentCode === null)
      .map((major) => ({
        value: major.code,
        title: name(major),
        selectable: majors,
        children: rows
          .filter((row) => row.parentCode === major.code)
          .map((minor) => ({ value: minor.code, title: name(minor) })),
      }));
  }, [data, lang, majors]);
}

export function CategorySelect({ value, onChange, majors = false, id }: CategorySelectProps) {
  return (
    <TreeSelect
      {...(id ? { id } : {})}
      className="wide"
      showSearch={{ treeNodeFilterProp: 'title' }}
      allowClear
      aria-label={t('category')}
      placeholder={t('chooseCategory')}
      value={value ?? null}
      treeData={useTree(majors)}
      onChange={(code: string | null) => onChange(code ?? undefined)}
    />
  );
}

interface CategoriesSelectProps {
  id: string;
  value: string[];
  onChange: (codes: string[]) => void;
  majors?: boolean;
}

export function CategoriesSelect({ id, value, onChange, majors = false }: CategoriesSelectProps) {
  return (
    <TreeSelect
      id={id}
      className="wide"
      multiple
      allowClear
      showSearch={{ treeNodeFilterProp: 'title' }}
      value={value}
      treeData={useTree(majors)}
      onChange={(codes: string[]) => onChange(codes)}
    />
  );
}
