import { expect, test } from 'vitest';
import { publicTitle } from './public-title.ts';

test.each(['路灯三天未亮,灯杆盖板缺失', '8 号院 2 单元飞线充电', '淮河路 330 号门前货物占道', '2 号楼电梯停运'])(
  'shows what names nobody: %s',
  (title) => {
    expect(publicTitle(title, '市容环境', 'zh-CN')).toBe(title);
  },
);

test.each([
  '请回电 13812345678',
  '请回电 138 1234 5678',
  '身份证 410103199001011234 补办',
  '我叫张三,楼上漏水',
  '三单元502室漏水',
  '3-2-501 噪声扰民',
  '李奶奶两日未联系上',
  'mail: someone@example.org',
])('shows the kind of case instead of %s', (title) => {
  expect(publicTitle(title, '市容环境', 'zh-CN')).toBe('市容环境');
  expect(publicTitle(title, null, 'zh-CN')).toBe('居民反映事项');
  expect(publicTitle(title, null, 'en')).toBe('A report');
});
