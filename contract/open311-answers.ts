import Type, { type TSchema } from 'typebox';
import { serviceModes } from './open311.ts';
import { nullable } from './shapes.ts';

/**
 * What the door at /open311/v2 answers, in the standard's own shapes (GeoReport v2): for openapi.json and the tests. It is not
 * part of `api`: questions come as a form, answers in JSON or XML by the address's extension.
 */
const Moment = Type.String({ format: 'date-time', description: 'ISO 8601 with offset' });
const Degrees = nullable(Type.Number());
const words = nullable(Type.String());

const Service = Type.Object({
  service_code: Type.String(),
  service_name: Type.String(),
  description: Type.String(),
  metadata: Type.Boolean({ description: 'Are there questions to ask for?' }),
  type: Type.Union(serviceModes.map((mode) => Type.Literal(mode))),
  keywords: Type.String({ description: 'Separated by commas' }),
  group: Type.String(),
});

const ServiceDefinition = Type.Object({
  service_code: Type.String(),
  attributes: Type.Array(
    Type.Object({
      variable: Type.Boolean(),
      code: Type.String(),
      datatype: Type.String(),
      required: Type.Boolean(),
      datatype_description: words,
      order: Type.Integer({ minimum: 1 }),
      description: Type.String(),
      values: Type.Optional(Type.Array(Type.Object({ key: Type.String(), name: Type.String() }))),
    }),
  ),
});

const ServiceRequest = Type.Object({
  service_request_id: Type.String(),
  status: Type.Union([Type.Literal('open'), Type.Literal('closed')]),
  status_notes: words,
  service_name: words,
  service_code: words,
  description: words,
  agency_responsible: words,
  service_notice: words,
  requested_datetime: Moment,
  updated_datetime: Moment,
  expected_datetime: nullable(Moment),
  address: words,
  address_id: words,
  zipcode: words,
  lat: Degrees,
  long: Degrees,
  media_url: words,
});

const Created = Type.Object({
  service_request_id: Type.Optional(nullable(Type.String({ description: 'In real time' }))),
  token: Type.Optional(nullable(Type.String({ description: 'In batch: ask tokens/{token} for the number' }))),
  service_notice: words,
  account_id: words,
});

const Discovery = Type.Object({
  changeset: Moment,
  contact: Type.String(),
  key_service: Type.String(),
  endpoints: Type.Array(
    Type.Object({
      specification: Type.String(),
      url: Type.String(),
      changeset: Moment,
      type: Type.String(),
      formats: Type.Array(Type.String()),
    }),
  ),
});

export const Open311Errors = Type.Array(Type.Object({ code: Type.Integer(), description: Type.String() }));

export interface Open311Resource {
  method: 'get' | 'post';
  /** Without the extension. */
  path: string;
  summary: string;
  /** Fields of the query, or of the form for a POST, beside jurisdiction_id and api_key. */
  fields: Record<string, TSchema>;
  required?: readonly string[];
  /** Is a key needed? */
  key: boolean;
  answer: TSchema;
}

const latitude = Type.Number({ minimum: -90, maximum: 90 });
const longitude = Type.Number({ minimum: -180, maximum: 180 });

export const open311Resources: readonly Open311Resource[] = [
  { method: 'get', path: 'discovery', summary: 'What is spoken here', fields: {}, key: false, answer: Discovery },
  {
    method: 'get',
    path: 'services',
    summary: 'Every class that can be asked for',
    fields: {},
    key: false,
    answer: Type.Array(Service),
  },
  {
    method: 'get',
    path: 'services/{service_code}',
    summary: 'The questions of one class',
    fields: {},
    key: false,
    answer: ServiceDefinition,
  },
  {
    method: 'get',
    path: 'requests',
    summary: 'Requests by every filter of the standard, newest first',
    fields: {
      service_request_id: Type.String({ description: 'Numbers separated by commas; overrides all other filters' }),
      service_code: Type.String({ description: 'Codes separated by commas' }),
      status: Type.String({ description: 'open, closed or both separated by a comma' }),
      start_date: Moment,
      end_date: Moment,
      updated_after: Moment,
      updated_before: Moment,
      lat: latitude,
      long: longitude,
      radius: Type.Number({ minimum: 1, maximum: 100_000, description: 'Metres' }),
      page: Type.Integer({ minimum: 1 }),
      page_size: Type.Integer({ minimum: 1, maximum: 1000 }),
    },
    key: false,
    answer: Type.Array(ServiceRequest),
  },
  {
    method: 'post',
    path: 'requests',
    summary: 'Hand in a request; attribute[CODE] answers a question of its service',
    fields: {
      service_code: Type.String({ maxLength: 40 }),
      lat: latitude,
      long: longitude,
      address_string: Type.String({ maxLength: 200 }),
      address_id: Type.String({ format: 'uuid' }),
      description: Type.String({ maxLength: 4000 }),
      first_name: Type.String({ maxLength: 100 }),
      last_name: Type.String({ maxLength: 100 }),
      phone: Type.String({ maxLength: 100 }),
      email: Type.String({ maxLength: 300 }),
      device_id: Type.String({ maxLength: 300 }),
      account_id: Type.String({ maxLength: 300 }),
      media_url: Type.String({ format: 'uri', maxLength: 1000 }),
    },
    required: ['service_code'],
    key: true,
    answer: Type.Array(Created),
  },
  {
    method: 'get',
    path: 'requests/{service_request_id}',
    summary: 'One request',
    fields: {},
    key: false,
    answer: Type.Array(ServiceRequest),
  },
  {
    method: 'get',
    path: 'tokens/{token}',
    summary: 'The number that a request of a batch got',
    fields: {},
    key: false,
    answer: Type.Array(Type.Object({ token: Type.String(), service_request_id: Type.Optional(Type.String()) })),
  },
];
