import { AutoComplete } from 'antd';
import { lazy, Suspense } from 'react';
import type { Address } from '#contract/areas';
import { AreaSelect } from '../areas/area-select.tsx';
import { useDistrict } from '../map/outlines.ts';
import type { Registration, SetForm } from './registration.ts';
import { t as list } from './texts.ts';
import { t } from './texts-work.ts';
import { useAddresses } from './use-registration.ts';

const PlaceMap = lazy(() => import('../map/place-map.tsx').then(({ PlaceMap: map }) => ({ default: map })));

/** Address, list or map: any one is enough, and each shows what the other said. */
export function RegisterPlace({ form, set }: { form: Registration; set: SetForm }) {
  const district = useDistrict();
  const addresses = useAddresses(form.addressId ? '' : form.addressText);

  function type(text: string): void {
    set(({ addressId: _, ...rest }) => ({ ...rest, addressText: text }));
  }
  function choose(address: Address | undefined): void {
    if (!address) return;
    set(({ areaId: _, point: __, ...rest }) => ({
      ...rest,
      addressText: address.text,
      addressId: address.id,
      ...(address.lon !== null && address.lat !== null ? { point: { lon: address.lon, lat: address.lat } } : {}),
    }));
  }
  return (
    <fieldset className="form-block">
      <legend>{t('regWhere')}</legend>
      <div className="form-two">
        <div className="field">
          <label htmlFor="reg-address">
            {t('regAddress')}
            <small>{t('regAddressHint')}</small>
          </label>
          <AutoComplete
            id="reg-address"
            className="wide"
            value={form.addressText}
            onChange={type}
            onSelect={(_, option) => choose(addresses.find((one) => one.id === option.key))}
            options={addresses.map((one) => ({ key: one.id, value: one.text, label: `${one.text} · ${one.areaName}` }))}
          />
        </div>
        <div className="field">
          <label htmlFor="reg-area">{t('regArea')}</label>
          <AreaSelect
            id="reg-area"
            leafOnly
            value={form.areaId}
            onChange={(areaId) => set(({ areaId: _, ...rest }) => (areaId ? { ...rest, areaId } : rest))}
          />
        </div>
      </div>
      <p className="muted reg-map-words">{t('regMap')}</p>
      <div className="reg-map">
        {district.data && (
          <Suspense fallback={<p className="muted">{list('loadingMap')}</p>}>
            <PlaceMap
              district={district.data}
              value={form.point ?? null}
              onPlace={(point) => set(({ addressId: _, areaId: __, ...rest }) => ({ ...rest, point }))}
            />
          </Suspense>
        )}
      </div>
    </fieldset>
  );
}
