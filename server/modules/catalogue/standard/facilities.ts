import type { StandardMajor } from '../standard-catalogue-shape.ts';

export const facilities: StandardMajor = {
  code: '05',
  name: '公共设施',
  nameEn: 'Public facilities',
  description: '道路、井盖、路灯、排水、供水、供电、交通、环卫等设施损坏',
  minors: [
    {
      code: '05001',
      name: '井盖缺损',
      nameEn: 'Manhole cover',
      description: '各类井盖、雨水箅子缺失、破损、松动、沉降',
      keywords: '井盖 窨井 雨水箅子 下水井 盖子 井口 松动 缺失 沉降 响 电力井 沟盖板 破了',
      examples: `
        马路上井盖不见了，很危险；窨井盖松动，车一过就咣当响；雨水箅子断了一根，会卡轮子
        人行道电信井盖破了个洞；井盖比路面低一截，骑车颠得很；下水井盖碎了用木板盖着
        沟盖板翘起来绊倒老人`,
      limitAmount: 8,
      limitUnit: 'urgentHour',
      department: '市政养护中心',
      risk: 'medium',
      level: 3,
      selfHandle: false,
      standardRef: 'GB/T 47678.5-2026 event 01002',
    },
    {
      code: '05002',
      name: '道路破损',
      nameEn: 'Damaged road',
      description: '路面坑洼、开裂、人行道砖破损、路缘石缺失',
      keywords: '路面 坑 坑洼 破损 裂缝 人行道砖 地砖 松动 路缘石 颠簸 水泥路 补路 不平 村道',
      examples: `
        路上一个大坑，骑车差点摔倒；人行道地砖松了，踩上去溅一身水；村道水泥路面都裂开了
        小区门口路坑坑洼洼；修管道挖的路没有恢复；路缘石被撞掉了一段
        马路颠簸得厉害，该补一补了`,
      limitAmount: 5,
      limitUnit: 'workDay',
      department: '市政养护中心',
      risk: 'low',
      level: null,
      selfHandle: false,
      standardRef: 'GB/T 30428.2-2013 event 0110',
    },
    {
      code: '05003',
      name: '路灯不亮',
      nameEn: 'Street light out',
      description: '路灯、景观灯、楼道灯不亮、常亮、灯杆损坏',
      keywords: '路灯 不亮 灯坏了 黑灯瞎火 灯杆 楼道灯 太暗 没有路灯 照明 一闪一闪 灯泡 白天亮',
      examples: `
        路灯坏了三天，晚上黑漆漆的；巷子里没有路灯，老人走路怕摔；灯杆被车撞歪了
        楼道声控灯不亮；路灯一闪一闪的；大白天路灯还亮着，浪费电
        公园里的景观灯一半不亮`,
      limitAmount: 2,
      limitUnit: 'workDay',
      department: '市政养护中心',
      risk: 'low',
      level: null,
      selfHandle: false,
      standardRef: 'GB/T 47678.5-2026 event 01037',
    },
    {
      code: '05004',
      name: '下水道堵塞',
      nameEn: 'Blocked drain',
      description: '污水管、化粪池、雨水管堵塞、外溢、损坏',
      keywords: '下水道 堵了 污水 化粪池 冒出来 外溢 管道堵 疏通 排水 返水 粪水 雨污 阴沟',
      examples: `
        下水道堵了，污水从井里冒出来；化粪池满了，粪水流到路上；一楼厕所返水，臭得没法住
        排水沟被泥沙堵住，一下雨就积水；厨房下水管堵塞，整栋楼都下不去水；饭店油污把管道堵了需要疏通
        阴沟盖下面都是淤泥，水流不动`,
      limitAmount: 1,
      limitUnit: 'workDay',
      department: '市政养护中心',
      risk: 'low',
      level: null,
      selfHandle: false,
      standardRef: 'GB/T 30428.2-2013 event 0404',
    },
    {
      code: '05005',
      name: '供水管网损坏',
      nameEn: 'Water main damage',
      description: '供水管爆裂、漏水、水表和阀门损坏',
      keywords: '水管 爆裂 漏水 自来水管 水表 喷水 破裂 阀门 冒水 水压 滴漏 跑水 管子',
      examples: `
        路边自来水管爆了，水喷得老高；小区主水管漏水，路面一直湿着；水表坏了不走字
        地下冒清水，应该是管子破了；水表井里阀门滴漏，浪费好多水；施工把供水管挖断了
        冬天水管冻裂，到处跑水`,
      limitAmount: 8,
      limitUnit: 'urgentHour',
      department: '自来水公司',
      risk: 'medium',
      level: 3,
      selfHandle: false,
      standardRef: 'GB/T 30428.2-2013 event 0402',
    },
    {
      code: '05006',
      name: '供电设施损坏',
      nameEn: 'Power facility damage',
      description: '电杆、变压器、电缆、电表等设施损坏',
      keywords: '电杆 电线杆 变压器 电缆 高压线 倾斜 断线 电表 拉线 冒烟 杆子倒 供电 变电箱',
      examples: `
        电线杆倾斜了，快要倒；变压器嗡嗡响还冒烟；高压线垂得很低，碰到树了
        电缆断了掉在地上；变电箱门坏了关不上；电表不准，电费突然翻倍
        农田里电杆拉线断了`,
      limitAmount: 8,
      limitUnit: 'urgentHour',
      department: '供电公司',
      risk: 'medium',
      level: 3,
      selfHandle: false,
      standardRef: 'GB/T 47678.5-2026 event 01028',
    },
    {
      code: '05007',
      name: '通信线缆与箱柜',
      nameEn: 'Telecom cables and cabinets',
      description: '弱电线缆低垂、断落、缠绕，通信箱柜破损',
      keywords: '网线 光缆 线缆 通信 低垂 弱电 电话线 宽带 空中飞线 通信箱 蜘蛛网 垂下来 线掉 基站',
      examples: `
        网线垂下来快碰到头了；巷子上空的通信线像蜘蛛网；光缆断了掉在路中间
        通信箱门掉了，里面的线都露出来；宽带线拖在地上绊人；废弃的电话线没有人清理
        货车把空中线缆挂断了；家里宽带断了两天没人来修`,
      limitAmount: 3,
      limitUnit: 'workDay',
      department: '通信公司',
      risk: 'low',
      level: null,
      selfHandle: false,
      standardRef: 'GB/T 30428.2-2013 event 0408',
    },
    {
      code: '05008',
      name: '交通信号与标志',
      nameEn: 'Traffic signals and signs',
      description: '红绿灯、标志标线、路名牌、护栏、减速带损坏或缺失',
      keywords: '红绿灯 信号灯 标志牌 标线 护栏 减速带 路名牌 斑马线 指示牌 隔离栏 反光镜 限速牌 倒了',
      examples: `
        红绿灯不亮，路口乱成一团；斑马线磨得看不清；道路护栏被撞倒了
        路牌歪了，指错方向；减速带断了，螺丝露出来；学校门口没有限速牌
        路口的反光镜碎了；隔离栏倒在路中间`,
      limitAmount: 1,
      limitUnit: 'workDay',
      department: '公安分局',
      risk: 'medium',
      level: null,
      selfHandle: false,
      standardRef: 'GB/T 47678.5-2026 event 02014',
    },
    {
      code: '05009',
      name: '公厕与环卫设施',
      nameEn: 'Toilets and sanitation facilities',
      description: '公厕脏乱损坏，垃圾桶、果皮箱、垃圾房设施损坏',
      keywords: '公厕 厕所 公共卫生间 果皮箱 坏了 没纸 没水冲 蹲位 臭 垃圾桶坏 洗手池 冲水',
      examples: `
        公厕没有水冲，臭气熏天；公共卫生间门锁坏了关不上；公园厕所洗手池堵了
        路边果皮箱被砸坏了；垃圾桶盖子掉了，轮子也坏了；公厕没有扶手，老人蹲下起不来
        厕所晚上不开门，找不到地方上`,
      limitAmount: 1,
      limitUnit: 'workDay',
      department: '城管局',
      risk: 'low',
      level: null,
      selfHandle: true,
      standardRef: 'GB/T 47678.5-2026 event 03001',
    },
    {
      code: '05010',
      name: '健身与休闲设施',
      nameEn: 'Fitness and leisure facilities',
      description: '健身器材、座椅、凉亭、儿童游乐设施损坏',
      keywords: '健身器材 器材 座椅 长椅 滑梯 秋千 凉亭 广场 篮球架 螺丝 断了 公园 乒乓球台',
      examples: `
        小区健身器材断了一根，伤到孩子；公园长椅木条断了；儿童滑梯破了个口子会划手
        篮球架歪了没人修；秋千链条锈断了；凉亭顶漏雨，柱子掉漆
        乒乓球台面裂开了`,
      limitAmount: 5,
      limitUnit: 'workDay',
      department: '文体中心',
      risk: 'low',
      level: null,
      selfHandle: false,
      standardRef: 'GB/T 47678.5-2026 event 01046',
    },
    {
      code: '05011',
      name: '树木养护',
      nameEn: 'Tree care',
      description: '枯枝、倒伏、遮挡、病虫害、行道树缺株',
      keywords: '树枝 枯树 树 修剪 挡光 病虫害 虫子 倒伏 断枝 遮挡 行道树 杨絮 枯死 树杈',
      examples: `
        树枝长到窗户里了，要修剪；路边枯树快倒了，怕砸到人；树上全是毛毛虫
        行道树挡住了红绿灯；大树根把路面拱起来了；树死了一棵一直没有补种
        杨絮满天飞，孩子过敏`,
      limitAmount: 3,
      limitUnit: 'workDay',
      department: '园林绿化中心',
      risk: 'low',
      level: null,
      selfHandle: false,
      standardRef: 'GB/T 47678.5-2026 event 06021',
    },
    {
      code: '05012',
      name: '无障碍与停车充电设施',
      nameEn: 'Accessibility, parking and charging',
      description: '无障碍坡道、盲道、充电桩、停车场设备、公交站亭',
      keywords: '无障碍 坡道 轮椅 盲道 扶手 充电桩 停车场 道闸 公交站亭 站牌 候车亭 充不进电 停车棚',
      examples: `
        楼门口没有坡道，轮椅上不去；盲道断了，前面是个坑；充电桩坏了，车充不进电
        停车场道闸老是不抬杆；公交站亭玻璃碎了，没地方避雨；站牌上的字看不清了
        楼梯扶手掉了，老人下楼困难；新能源车多，小区充电桩太少`,
      limitAmount: 5,
      limitUnit: 'workDay',
      department: '住建局',
      risk: 'low',
      level: null,
      selfHandle: false,
      standardRef: 'GB/T 47678.5-2026 event 06052',
    },
  ],
};
