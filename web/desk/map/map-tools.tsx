import { Checkbox, Popover, Radio, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { EyeIcon, LayersIcon, MinusIcon, PlusIcon, TargetIcon } from '#web/icons.tsx';
import type { FillBy } from './area-layers.ts';
import { t } from './texts.ts';

export interface Shown {
  lines: boolean;
  names: boolean;
  borders: boolean;
  cases: boolean;
}

interface MapToolsProps {
  shown: Shown;
  onShown: (shown: Shown) => void;
  fillBy: FillBy;
  onFillBy: (fillBy: FillBy) => void;
  onZoom: (by: number) => void;
  onWhole: () => void;
  boxing?: boolean;
  onBoxing?: (on: boolean) => void;
  onVisible?: () => void;
}

/** A dashed frame with its corner: drawing a box. */
function BoxIcon() {
  return (
    <svg
      viewBox="0 0 24 24"
      width="18"
      height="18"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      aria-hidden="true"
    >
      <rect x="4" y="4" width="14" height="14" rx="1.5" strokeDasharray="3.5 2.5" />
      <path d="m14 14 6.5 2.6-2.9 1.1-1.1 2.9Z" fill="currentColor" strokeLinejoin="round" />
    </svg>
  );
}

interface ToolProps {
  label: string;
  pressed?: boolean;
  onClick?: () => void;
  children: ReactNode;
}

function Tool({ label, pressed, onClick, children, ...rest }: ToolProps) {
  return (
    <Tooltip title={label} placement="left">
      <button
        type="button"
        className={pressed ? 'map-tool map-tool-on' : 'map-tool'}
        aria-label={label}
        aria-pressed={pressed}
        onClick={onClick}
        {...rest}
      >
        {children}
      </button>
    </Tooltip>
  );
}

function Layers({ shown, onShown, fillBy, onFillBy }: MapToolsProps) {
  const names: [keyof Shown, string][] = [
    ['cases', t('layerCases')],
    ['borders', t('layerBorders')],
    ['names', t('layerNames')],
    ['lines', t('layerLines')],
  ];
  return (
    <div className="map-layers">
      <fieldset>
        <legend>{t('layers')}</legend>
        {names.map(([name, label]) => (
          <Checkbox
            key={name}
            checked={shown[name]}
            onChange={(event) => onShown({ ...shown, [name]: event.target.checked })}
          >
            {label}
          </Checkbox>
        ))}
      </fieldset>
      <fieldset>
        <legend>{t('fillBy')}</legend>
        <Radio.Group
          value={fillBy}
          onChange={(event) => onFillBy(event.target.value as FillBy)}
          options={[
            { value: 'open', label: t('fillOpen') },
            { value: 'overdue', label: t('fillOverdue') },
            { value: 'none', label: t('fillNone') },
          ]}
          vertical
        />
      </fieldset>
    </div>
  );
}

export function MapTools(props: MapToolsProps) {
  const { boxing, onBoxing, onVisible } = props;
  return (
    <div className="map-tools">
      <Tool label={t('zoomIn')} onClick={() => props.onZoom(1)}>
        <PlusIcon size={18} />
      </Tool>
      <Tool label={t('zoomOut')} onClick={() => props.onZoom(-1)}>
        <MinusIcon size={18} />
      </Tool>
      <Tool label={t('whole')} onClick={props.onWhole}>
        <TargetIcon size={18} />
      </Tool>
      <Popover trigger="click" placement="leftTop" content={<Layers {...props} />}>
        <button type="button" className="map-tool" aria-label={t('layers')}>
          <LayersIcon size={18} />
        </button>
      </Popover>
      {onBoxing && (
        <Tool label={t('box')} pressed={boxing ?? false} onClick={() => onBoxing(!boxing)}>
          <BoxIcon />
        </Tool>
      )}
      {onVisible && (
        <Tool label={t('inView')} onClick={onVisible}>
          <EyeIcon size={18} />
        </Tool>
      )}
    </div>
  );
}
