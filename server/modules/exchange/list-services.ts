import type { Attribute } from '#contract/open311';
import type { Locale } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { type OfferedService, offeredService, offeredServices } from './services.ts';
import type { Value } from './xml.ts';

/** GET services: every class that can be asked for. */
export async function listServices(services: Services, district: number, locale: Locale): Promise<Value> {
  return (await offeredServices(services, district)).map((service) => toService(service, locale));
}

/** GET services/{code}: the questions of one class; none is an empty list, so that a client needs no special case. */
export async function readService(services: Services, district: number, code: string, locale: Locale): Promise<Value> {
  const found = await offeredService(services, district, code);
  return {
    service_code: found.code,
    attributes: found.attributes.map((attribute, index) => toAttribute(attribute, index + 1, locale)),
  };
}

function toService(service: OfferedService, locale: Locale): Value {
  const { code, name, nameEn, description, attributes, mode, keywords, group, groupEn } = service;
  return {
    service_code: code,
    service_name: locale === 'en' ? nameEn : name,
    description,
    metadata: attributes.length > 0,
    type: mode,
    keywords: keywords.join(', '),
    group: locale === 'en' ? groupEn : group,
  };
}

function toAttribute(attribute: Attribute, order: number, locale: Locale): Value {
  const { variable, code, datatype, required, description, descriptionEn, datatypeDescription, values } = attribute;
  return {
    variable,
    code,
    datatype,
    required,
    datatype_description: datatypeDescription ?? null,
    order,
    description: locale === 'en' ? descriptionEn : description,
    ...(values && { values: values.map(({ key, name, nameEn }) => ({ key, name: locale === 'en' ? nameEn : name })) }),
  };
}
