import { Modal } from 'antd';
import { useState } from 'react';
import { t } from './texts.ts';
import { useKeys } from './use-keys.ts';

export function useHelp() {
  const [open, setOpen] = useState(false);
  useKeys({ '?': () => setOpen(true) });
  return { open, show: () => setOpen(true), hide: () => setOpen(false) };
}

export function HelpSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const rows: [string[], string][] = [
    [['J', 'K'], t('helpMove')],
    [['Enter'], t('helpOpen')],
    [['X'], t('helpPick')],
    [['D'], t('helpDispatch')],
    [['S'], t('helpSelf')],
    [['W'], t('helpWhistle')],
    [['M'], t('helpMerge')],
    [['R'], t('helpReturn')],
    [['Z'], t('helpUndo')],
    [['N'], t('helpNew')],
    [['/'], t('helpFilter')],
    [['Ctrl', 'K'], t('helpPalette')],
    [['?'], t('helpSheet')],
  ];
  return (
    <Modal open={open} title={t('shortcuts')} footer={null} onCancel={onClose}>
      <dl className="help-list">
        {rows.map(([keys, words]) => (
          <div key={words}>
            <dt>
              {keys.map((key) => (
                <kbd className="key" key={key}>
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <p className="help-note">{t('helpNote')}</p>
    </Modal>
  );
}
