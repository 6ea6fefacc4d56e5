import type { FastifyRequest } from 'fastify';
import type { Services } from '#kernel/services';
import type { Value } from './xml.ts';

/** The day on which this door was changed last: clients read the rest anew when it moves. */
const changeset = '2026-11-22T00:00:00+08:00';

/** What is spoken here, where, and whom to ask for a key. */
export function discovery({ config }: Services, request: FastifyRequest, hotline: string): Value {
  const origin = config.publicUrl ?? `${request.protocol}://${request.host}`;
  return {
    changeset,
    contact: `${hotline} · ${origin}/`,
    key_service: '密钥由本地系统管理员发放。Keys are given by the system administrator here.',
    endpoints: [
      {
        specification: 'http://wiki.open311.org/GeoReport_v2',
        url: `${origin}/open311/v2`,
        changeset,
        type: 'production',
        formats: ['text/xml', 'application/json'],
      },
    ],
  };
}
