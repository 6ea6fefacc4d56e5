// Made-up people: common surnames by their share, given names from common characters. Phones begin with 1990000 to
// 1990009, numbers that are not given out to subscribers as far as we know; nobody is meant.
import type { Random } from '../random.ts';

const surnames =
  `王71 李70 张66 刘52 陈44 杨30 赵21 黄22 周21 吴20 徐14 孙15 胡12 朱12 高11 林11 何10 郭11 马11 罗8 梁8 宋8 郑8 谢7 韩7
  唐6 冯6 于6 董6 萧5 程5 曹5 袁5 邓5 许5 傅5 沈5 曾5 彭5 吕5 苏4 卢4 蒋4 蔡4 贾4 丁4 魏4 薛3 叶3 阎3 余3 潘3 杜3 戴3 夏3 钟3 汪3 田3
  任3 姜3 范3 方3 石3 姚3 谭3 廖3 邹2 熊2 金2 陆2 郝2 孔2 白2 崔2 康2 毛2 邱2 秦2 江2 史2 顾2 侯2 邵2 孟2 龙2 万2 段2 钱2 汤2 尹2 黎2 常2`
    .split(/\s+/)
    .filter(Boolean)
    .map((entry): [string, number] => [entry.slice(0, 1), Number(entry.slice(1))]);
const single = [...'伟芳娜敏静强磊军洋勇艳杰涛明超霞平刚丽玲鹏辉斌波浩宁婷雪琳倩琪瑶健斐岚峰川帆舟楠森悦晴'];
const first = [...'建国志文晓海玉秀春桂金红永新德雅子思佳俊宏立光振世家学慧淑美丽爱天凤俊少庆长宝凯雨梦欣嘉明'];
const second = [...'华英明国军平兰梅芳强生林霞荣民山海峰丽萍云龙玲刚杰辉宇轩涵怡琴珍娟珠莲凤福贵祥安成才东南文武喜义'];

export function makeName(rng: Random): string {
  const surname = rng.weighted(surnames);
  return rng.chance(0.22) ? surname + rng.pick(single) : surname + rng.pick(first) + rng.pick(second);
}

/** The n-th phone of the demo: 19900 and six digits. */
export function makePhone(n: number): string {
  return `19900${String(n % 1_000_000).padStart(6, '0')}`;
}
