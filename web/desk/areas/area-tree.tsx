import { Input, Tree } from 'antd';
import { useEffect, useState } from 'react';
import type { Answer } from '#contract/api';
import { sayError } from '#web/api.ts';
import { useMe } from '../shell/me.ts';
import { queries, question, useAsk } from '../shell/query.ts';
import { Loaded } from '../shell/states.tsx';
import { sayWrong } from '../shell/toast.ts';
import { useDebounced } from '../shell/use-debounced.ts';
import { t } from './texts.ts';

type Child = Answer<'GET /api/public/areas'>['rows'][number];
interface Node {
  key: string;
  title: string;
  isLeaf: boolean;
  children?: Node[];
}

function nodeOf(area: Child): Node {
  return { key: area.id, title: area.name, isLeaf: area.children === 0 };
}

function graft(nodes: readonly Node[], key: string, children: Node[]): Node[] {
  return nodes.map((node) => {
    if (node.key === key) return { ...node, children };
    return node.children ? { ...node, children: graft(node.children, key, children) } : node;
  });
}

interface AreaTreeProps {
  selected: string | null;
  onSelect: (id: string) => void;
}

function Found({ q, selected, onSelect }: AreaTreeProps & { q: string }) {
  const query = useAsk('GET /api/areas', { query: { q, limit: 100 } }, { keep: true });
  return (
    <Loaded query={query} rows={4}>
      {({ rows }) =>
        rows.length === 0 ? (
          <p className="muted">{t('searchNone')}</p>
        ) : (
          <ul className="plain-list">
            {rows.map((row) => (
              <li key={row.id}>
                <button
                  type="button"
                  className="link"
                  aria-current={row.id === selected ? 'true' : undefined}
                  onClick={() => onSelect(row.id)}
                >
                  {row.name}
                </button>
                <span className="muted num">{row.code}</span>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

export function AreaTree({ selected, onSelect }: AreaTreeProps) {
  const me = useMe();
  const [nodes, setNodes] = useState<Node[]>([]);
  const [opened, setOpened] = useState<string[]>([]);
  const [q, setQ] = useState('');
  const asked = useDebounced(q.trim());

  async function children(parentId: string | null): Promise<Node[]> {
    const query = { district: me.district, ...(parentId ? { parentId } : {}) };
    const { rows } = await queries.fetchQuery(question('GET /api/public/areas', { query }, 60_000));
    return rows.map(nodeOf);
  }
  async function open(key: string): Promise<void> {
    try {
      const found = await children(key);
      setNodes((old) => graft(old, key, found));
    } catch (error) {
      sayWrong(sayError(error));
    }
  }
  async function begin(): Promise<void> {
    try {
      const roots = await children(null);
      const [root] = roots;
      // One root, the district itself, is opened at once: a tree of one closed line says nothing.
      const whole = root && roots.length === 1 ? [{ ...root, children: await children(root.key) }] : roots;
      setNodes(whole);
      setOpened(root && roots.length === 1 ? [root.key] : []);
      if (root && !selected) onSelect(root.key);
    } catch (error) {
      sayWrong(sayError(error));
    }
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the roots are read once.
  useEffect(() => void begin(), []);
  return (
    <>
      <Input
        aria-label={t('search')}
        placeholder={t('search')}
        allowClear
        value={q}
        onChange={(event) => setQ(event.target.value)}
      />
      {asked ? (
        <Found q={asked} selected={selected} onSelect={onSelect} />
      ) : (
        <Tree
          aria-label={t('tree')}
          blockNode
          treeData={nodes}
          expandedKeys={opened}
          onExpand={(keys) => setOpened(keys.map(String))}
          selectedKeys={selected ? [selected] : []}
          loadData={(node) => (node.children ? Promise.resolve() : open(String(node.key)))}
          onSelect={(keys) => keys[0] !== undefined && onSelect(String(keys[0]))}
        />
      )}
    </>
  );
}
