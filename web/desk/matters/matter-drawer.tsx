import { Button, Drawer } from 'antd';
import { useState } from 'react';
import type { MatterFields, MatterKind, MatterRow } from '#contract/matters';
import { call } from '#web/api.ts';
import { listText, remarkText } from '#web/i18n.ts';
import { useCategories } from '../catalogue/category-select.tsx';
import { limitOf } from '../catalogue/limit-text.ts';
import { CommandModal } from '../shell/command-modal.tsx';
import { useAsk } from '../shell/query.ts';
import { Loaded, Nothing } from '../shell/states.tsx';
import { emptyMatter, MatterForm } from './matter-form.tsx';
import { refreshLists } from './publish-draft.tsx';
import { t } from './texts.ts';

interface MatterDrawerProps {
  kind: MatterKind;
  version: number;
  /** null: a new item. */
  code: string | null;
  mayEdit: boolean;
  /** The draft that holds the change. */
  onChanged: (version: number) => void;
  onClose: () => void;
}

function Facts({ matter }: { matter: MatterRow }) {
  const { data } = useCategories();
  const nameOf = (code: string) => data?.rows.find((row) => row.code === code)?.name ?? code;
  const facts: [string, string][] = [
    [t('className'), matter.className],
    ...(matter.level ? [[t('level'), t(`level_${matter.level}`)] as [string, string]] : []),
    [t('unitName'), remarkText(matter.unitName, t(`unit_${matter.unitKind}`))],
    [t('law'), `${matter.law} ${matter.article}`.trim() || t('empty')],
    [t('limit'), limitOf(matter.limitAmount, matter.limitUnit) || t('empty')],
    [t('closing'), matter.closing],
    [t('categories'), listText(matter.categoryCodes.map(nameOf)) || t('empty')],
  ];
  return (
    <>
      <dl className="facts facts-wide">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="wrap">{value}</dd>
          </div>
        ))}
      </dl>
      {matter.unitId === null && <p className="chip chip-warn">{t('noUnit', { name: matter.unitName })}</p>}
      <h3>{t('checklist')}</h3>
      {matter.checklist.length === 0 ? (
        <p className="muted">{t('empty')}</p>
      ) : (
        <ol className="matter-points">
          {matter.checklist.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ol>
      )}
    </>
  );
}

function RemoveMatter({ kind, matter, onChanged, onClose }: Changing & { matter: MatterRow }) {
  async function send(commandId: string): Promise<string> {
    const { version } = await call('POST /api/matters/:kind/items/:code/remove', {
      params: { kind, code: matter.code },
      body: { commandId },
    });
    await refreshLists();
    onChanged(version);
    return t('removed', { name: matter.name, n: version });
  }
  return (
    <CommandModal title={t('removeTitle')} okText={t('removeDo')} danger send={send} onClose={onClose}>
      <p>{t('removeWords', { name: matter.name })}</p>
    </CommandModal>
  );
}

type Changing = Pick<MatterDrawerProps, 'kind' | 'onChanged' | 'onClose'>;

function Item({ matter, mayEdit, ...props }: Changing & { matter: MatterRow; mayEdit: boolean }) {
  const [doing, setDoing] = useState<'edit' | 'remove' | null>(null);
  const { id: _, unitId: __, code, ...fields } = matter;
  return (
    <div className="stack">
      <Facts matter={matter} />
      {mayEdit && (
        <div className="area-head">
          <Button type="primary" onClick={() => setDoing('edit')}>
            {t('edit')}
          </Button>
          <Button danger onClick={() => setDoing('remove')}>
            {t('remove')}
          </Button>
        </div>
      )}
      {doing === 'edit' && (
        <MatterForm {...props} code={code} before={fields satisfies MatterFields} onClose={() => setDoing(null)} />
      )}
      {doing === 'remove' && <RemoveMatter {...props} matter={matter} onClose={() => setDoing(null)} />}
    </div>
  );
}

/** One item of a list, whole, beside the list; a change goes to the draft. */
export function MatterDrawer({ kind, version, code, mayEdit, onChanged, onClose }: MatterDrawerProps) {
  const asked = { params: { kind }, query: { version, q: code ?? '', limit: 100 } };
  const query = useAsk('GET /api/matters/:kind', asked, { enabled: code !== null });
  if (code === null)
    return <MatterForm kind={kind} code={null} before={emptyMatter(kind)} onChanged={onChanged} onClose={onClose} />;
  const matter = query.data?.rows.find((row) => row.code === code);
  return (
    <Drawer open size={520} title={matter ? `${code} ${matter.name}` : code} onClose={onClose}>
      <Loaded query={query}>
        {() =>
          matter ? (
            <Item kind={kind} matter={matter} mayEdit={mayEdit} onChanged={onChanged} onClose={onClose} />
          ) : (
            <Nothing title={t('noSuchItem')} />
          )
        }
      </Loaded>
    </Drawer>
  );
}
