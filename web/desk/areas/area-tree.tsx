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

/** An area with what came with it from below; a branch that was cut off by the answer's limit is read when it is opened. */
function branch(area: Child, rows: readonly Child[]): Node {
  const below = rows.filter((row) => row.parentId === area.id);
  const whole = below.length > 0 && below.length === area.children;
  return { ...nodeOf(area), ...(whole ? { children: below.map((row) => branch(row, rows)) } : {}) };
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

  async function below(parentId: string | null, depth: 1 | 2): Promise<Child[]> {
    const query = { district: me.district, depth, ...(parentId ? { parentId } : {}) };
    return (await queries.fetchQuery(question('GET /api/public/areas', { query }, 60_000))).rows;
  }
  async function open(key: string): Promise<void> {
    try {
      const found = await below(key, 1);
      setNodes((old) => graft(old, key, found.map(nodeOf)));
    } catch (error) {
      sayWrong(sayError(error));
    }
  }
  async function begin(): Promise<void> {
    try {
      const roots = await below(null, 1);
      const [root] = roots;
      // One root is the district itself: its first two levels stand open, a tree of closed lines says nothing.
      const rows = root && roots.length === 1 ? [root, ...(await below(root.id, 2))] : roots;
      const tree = roots.map((area) => branch(area, rows));
      setNodes(tree);
      setOpened(
        [...tree, ...tree.flatMap((node) => node.children ?? [])]
          .filter((node) => node.children)
          .map((node) => node.key),
      );
      if (root && !selected) onSelect(root.id);
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
