import { TreeSelect } from 'antd';
import { useEffect, useState } from 'react';
import type { Answer } from '#contract/api';
import { call, sayError } from '#web/api.ts';
import { useMe } from '../shell/me.ts';
import { queries, question } from '../shell/query.ts';
import { sayWrong } from '../shell/toast.ts';
import { useDebounced } from '../shell/use-debounced.ts';
import { t } from './texts.ts';
import { useAreaName } from './use-area-name.ts';

type Child = Answer<'GET /api/public/areas'>['rows'][number];
interface Node {
  id: string;
  pId: string | null;
  value: string;
  title: string;
  isLeaf: boolean;
  selectable: boolean;
}

interface AreaSelectProps {
  value: string | undefined;
  onChange: (areaId: string | undefined) => void;
  /** Only micro-grids may be chosen. */
  leafOnly?: boolean;
  placeholder?: string;
  id?: string;
  label?: string;
}

function toNode(area: Pick<Child, 'id' | 'name' | 'children'>, parent: string | null, leafOnly: boolean): Node {
  const isLeaf = area.children === 0;
  return { id: area.id, pId: parent, value: area.id, title: area.name, isLeaf, selectable: isLeaf || !leafOnly };
}

/** Levels are read as they are opened; typing finds an area by name or code on any level. */
function useAreaNodes(leafOnly: boolean) {
  const me = useMe();
  const [nodes, setNodes] = useState<readonly Node[]>([]);
  const [found, setFound] = useState<readonly Node[] | null>(null);
  const [q, setQ] = useState('');
  const asked = useDebounced(q.trim());

  async function open(parentId: string | null): Promise<void> {
    const query = { district: me.district, ...(parentId ? { parentId } : {}) };
    try {
      const { rows } = await queries.fetchQuery(question('GET /api/public/areas', { query }, 10 * 60_000));
      const fresh = rows.map((row) => toNode(row, parentId, leafOnly));
      setNodes((old) => [...old.filter((node) => !fresh.some((one) => one.id === node.id)), ...fresh]);
    } catch (error) {
      sayWrong(sayError(error));
    }
  }
  useEffect(() => {
    if (asked === '') {
      setFound(null);
      return;
    }
    const stop = new AbortController();
    call('GET /api/areas', { query: { q: asked, limit: 30 } }, { signal: stop.signal }).then(
      ({ rows }) => setFound(rows.map((row) => ({ ...toNode(row, null, leafOnly), isLeaf: true }))),
      () => undefined,
    );
    return () => stop.abort();
  }, [asked, leafOnly]);
  return { nodes, found, open, setQ };
}

export function AreaSelect(props: AreaSelectProps) {
  const { value, onChange, leafOnly = false } = props;
  const { nodes, found, open, setQ } = useAreaNodes(leafOnly);
  const shown = found ?? nodes;
  const known = value === undefined || shown.some((node) => node.value === value);
  const name = useAreaName(known ? undefined : value);
  const extra = value && name ? [toNode({ id: value, name, children: 0 }, null, false)] : [];
  return (
    <TreeSelect
      {...(props.id ? { id: props.id } : {})}
      className="wide"
      allowClear
      showSearch={{ filterTreeNode: false, onSearch: setQ }}
      treeDataSimpleMode
      // Where a label stands beside it, that is its name.
      {...(props.id ? {} : { 'aria-label': props.label ?? t('area') })}
      placeholder={props.placeholder ?? t('chooseArea')}
      value={value ?? null}
      treeData={[...shown, ...extra]}
      popupMatchSelectWidth={280}
      onOpenChange={(opened) => opened && nodes.length === 0 && void open(null)}
      loadData={(node) => (found ? Promise.resolve() : open(String(node.value)))}
      onChange={(areaId: string | null) => onChange(areaId ?? undefined)}
    />
  );
}
