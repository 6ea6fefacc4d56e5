import { describe, expect, it } from 'vitest';
import { render, templates } from './templates.ts';

describe('templates', () => {
  it('say in both languages what happened, short, and need no value that is not given', () => {
    for (const [name, template] of Object.entries(templates)) {
      for (const locale of ['zh-CN', 'en']) {
        const { title, body } = render(name, { title: 'T', no: 'N', area: 'A', code: '123456' }, locale);
        expect(`${title}${body}`).not.toMatch(/[{}]|undefined/);
        expect(title.length).toBeLessThan(40);
        expect(body.length).toBeLessThan(140);
      }
      expect(template.zh.body).toMatch(/[。。]$/);
    }
    expect(render('from.a.newer.version', {}, 'en')).toEqual({ title: 'from.a.newer.version', body: '' });
    expect(render('case.urged', { title: '{no}', no: '$&' }, 'zh-CN').title).toBe('催办：{no}');
  });
});
