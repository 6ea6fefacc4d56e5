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

export function CategorySelect({ value, onChange, majors = false, id }: CategorySelectProps) {
  const lang = useLang();
  const { data } = useCategories();
  const tree = useMemo(() => {
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
  return (
    <TreeSelect
      {...(id ? { id } : {})}
      className="wide"
      showSearch={{ treeNodeFilterProp: 'title' }}
      allowClear
      aria-label={t('category')}
      placeholder={t('chooseCategory')}
      value={value ?? null}
      treeData={tree}
      onChange={(code: string | null) => onChange(code ?? undefined)}
    />
  );
}
