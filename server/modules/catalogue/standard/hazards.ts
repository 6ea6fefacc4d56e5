import type { StandardMajor } from '../standard-catalogue-shape.ts';

export const hazards: StandardMajor = {
  code: '02',
  name: '安全隐患',
  nameEn: 'Safety hazards',
  description: '消防、用电、用气、房屋、电梯、水域、生产等可能造成伤害的隐患',
  minors: [
    {
      code: '02001',
      name: '消防通道堵塞',
      nameEn: 'Blocked fire lane',
      description: '车辆或物品占用消防车道、疏散通道、安全出口',
      keywords: '消防通道 消防车道 安全出口 疏散通道 堵塞 占用 堵住 消防车 生命通道 锁闭 出口 黄线',
      examples: `
        消防通道被私家车堵死了，消防车进不来；小区生命通道上停满了车；商场安全出口上了锁
        单元门口的消防车道划了黄线还是有人停车；疏散通道堆满货物过不去；饭店后门的逃生出口被封住了
        消防登高面上搭了棚子`,
      limitAmount: 4,
      limitUnit: 'workHour',
      department: '消防救援大队',
      risk: 'high',
      level: 3,
      selfHandle: true,
      standardRef: 'GB/T 47678.5-2026 event 09012',
    },
    {
      code: '02002',
      name: '楼道堆物',
      nameEn: 'Clutter in stairwell',
      description: '楼梯间、楼道、走廊、地下室堆放杂物影响疏散',
      keywords: '楼道 楼梯间 走廊 堆放 杂物 纸箱 堆物 过道 楼梯 旧家具 废纸 地下室',
      examples: `
        楼道里堆满了纸箱和旧家具；三单元楼梯间堆杂物，走都走不过去；邻居把废品堆在走廊里
        楼梯拐角放着旧沙发和破柜子；地下室过道堆了好多木板和泡沫；楼道堆着婴儿车和鞋架，万一着火跑不掉
        顶楼平台堆了一堆废纸壳`,
      limitAmount: 1,
      limitUnit: 'workDay',
      department: '物业管理中心',
      risk: 'medium',
      level: null,
      selfHandle: true,
      standardRef: null,
    },
    {
      code: '02003',
      name: '电动车违规充电停放',
      nameEn: 'Unsafe e-bike charging',
      description: '电动自行车进楼入户、飞线充电、停放在楼道门厅',
      keywords: '电动车 电瓶车 飞线 充电 进楼 电瓶 上楼 电梯 楼道充电 拉线 插线板 入户',
      examples: `
        有人从楼上拉线下来给电瓶车充电；电动车推进电梯上楼充电，太危险了；一楼门厅停了五六辆电瓶车在充电
        邻居把电瓶拿回家里充；飞线充电从四楼吊到地面；半夜楼道里电动车充电，闻到糊味
        车棚没有充电桩，大家都私拉插线板充电`,
      limitAmount: 1,
      limitUnit: 'workDay',
      department: '消防救援大队',
      risk: 'high',
      level: 3,
      selfHandle: true,
      standardRef: null,
    },
    {
      code: '02004',
      name: '消防设施损坏',
      nameEn: 'Fire equipment damaged',
      description: '灭火器、消火栓、烟感、喷淋、应急灯等缺失、过期或失效',
      keywords: '灭火器 消火栓 消防栓 烟感 喷淋 应急灯 消防水带 过期 没水 报警器 消防箱 防火门',
      examples: `
        消火栓拧开没有水；楼里的灭火器过期三年了；消防箱玻璃碎了，水带被偷了
        应急灯和疏散指示牌都不亮；烟感报警器一直误报没人管；防火门关不上，闭门器坏了
        路边的消防栓被车撞歪了在漏水`,
      limitAmount: 2,
      limitUnit: 'workDay',
      department: '消防救援大队',
      risk: 'medium',
      level: null,
      selfHandle: false,
      standardRef: 'GB/T 47678.5-2026 event 01013',
    },
    {
      code: '02005',
      name: '用电线路隐患',
      nameEn: 'Unsafe wiring',
      description: '电线裸露老化、私拉乱接、配电箱敞开、超负荷用电',
      keywords: '电线 裸露 老化 漏电 私拉乱接 配电箱 电表箱 短路 打火花 触电 线路 跳闸 超负荷',
      examples: `
        楼道电线老化裸露，怕漏电；电表箱门敞着，小孩伸手就能碰到；老房子线路短路打火花
        出租屋私拉乱接电线，像蜘蛛网一样；路边配电箱没有锁，铜线露在外面；大功率电器多，一用就跳闸，线都烧黑了
        下雨天墙上的电线冒火星`,
      limitAmount: 1,
      limitUnit: 'workDay',
      department: '供电公司',
      risk: 'high',
      level: 3,
      selfHandle: false,
      standardRef: null,
    },
    {
      code: '02006',
      name: '燃气使用隐患',
      nameEn: 'Unsafe gas use',
      description: '液化气瓶、燃气软管、灶具、热水器安装和使用不安全',
      keywords: '燃气 煤气罐 液化气 气瓶 软管 灶具 热水器 煤气 瓶装气 没有熄火保护 减压阀 餐馆',
      examples: `
        小饭馆厨房里放了五六个煤气罐；独居老人家的燃气软管都老化开裂了；热水器装在卫生间里面，没有排烟管
        出租房里液化气罐和床放在一个屋；烧烤店气瓶没有报警器；煤气灶打不着还一直在用，很危险
        一楼门面用煤气罐做饭还住人`,
      limitAmount: 1,
      limitUnit: 'workDay',
      department: '燃气公司',
      risk: 'high',
      level: 2,
      selfHandle: false,
      standardRef: null,
    },
    {
      code: '02007',
      name: '房屋安全隐患',
      nameEn: 'Unsafe building',
      description: '危房、墙体开裂、外墙脱落、屋顶漏雨、违规拆改承重墙',
      keywords: '危房 墙体 裂缝 外墙 瓷砖脱落 墙皮 承重墙 倾斜 屋顶 阳台 倒塌 老房子 漏雨 开裂',
      examples: `
        外墙瓷砖脱落，差点砸到人；老房子墙体裂了一条大缝，住着害怕；邻居装修砸承重墙
        屋檐的水泥块掉下来了；房子有点倾斜，像是要倒；村里土坯房下雨就漏，墙都鼓起来了
        阳台栏板松动，马上要掉下去`,
      limitAmount: 2,
      limitUnit: 'workDay',
      department: '住建局',
      risk: 'high',
      level: 2,
      selfHandle: false,
      standardRef: null,
    },
    {
      code: '02008',
      name: '高空抛物坠物',
      nameEn: 'Falling objects',
      description: '高空抛物、窗外悬挂物或附着物可能坠落',
      keywords: '高空抛物 坠物 楼上扔 窗户 花盆 空调外机 掉下来 砸到 扔烟头 扔垃圾 玻璃 悬挂',
      examples: `
        楼上经常有人往下扔烟头和垃圾袋；阳台外面的花盆摇摇欲坠；高空抛物砸坏了我的车
        窗户玻璃松了快掉下来；空调外机架子锈断了，悬在半空；昨晚有人从十几楼扔啤酒瓶
        楼顶广告牌的铁皮快被风吹下来砸人了`,
      limitAmount: 1,
      limitUnit: 'workDay',
      department: '物业管理中心',
      risk: 'high',
      level: 3,
      selfHandle: false,
      standardRef: null,
    },
    {
      code: '02009',
      name: '电梯故障隐患',
      nameEn: 'Lift fault',
      description: '电梯困人、停运、异响、急坠、超期未检',
      keywords: '电梯 困人 电梯坏 停运 急坠 抖动 异响 轿厢 按键失灵 电梯门 维保 年检',
      examples: `
        电梯又坏了，老人爬不动十八楼；电梯突然往下掉了两层才停住；被困在电梯里，按报警没人接
        电梯门夹人，感应失灵；电梯运行时咣当响，抖得厉害；电梯里的检验标志已经过期
        两部电梯停运一个星期没人修`,
      limitAmount: 4,
      limitUnit: 'urgentHour',
      department: '市场监管局',
      risk: 'high',
      level: 3,
      selfHandle: false,
      standardRef: 'GB/T 47678.5-2026 event 01076',
    },
    {
      code: '02010',
      name: '生产经营场所隐患',
      nameEn: 'Workplace hazard',
      description: '工厂、小作坊、仓库、三合一场所、工地存在的安全生产隐患',
      keywords: '厂房 作坊 仓库 三合一 工地 安全生产 危化品 油漆 电焊 脚手架 基坑 安全帽 粉尘 叉车',
      examples: `
        小作坊楼下生产楼上住人，一个出口都没有；仓库里堆着油漆和稀料，旁边有人抽烟；工地脚手架松松垮垮，工人没系安全带
        厂里粉尘很大，没有除尘设备；电焊工没有证，火花溅到海绵上；基坑边上没有围挡，路人容易掉下去
        沿街店铺里面住人，夜里拉下卷帘门`,
      limitAmount: 2,
      limitUnit: 'workDay',
      department: '应急管理局',
      risk: 'high',
      level: 2,
      selfHandle: false,
      standardRef: null,
    },
    {
      code: '02011',
      name: '危险水域与地段',
      nameEn: 'Dangerous water or spot',
      description: '河塘水库无护栏警示、窨井深坑、山体边坡等易发意外的地点',
      keywords: '水塘 河边 水库 溺水 护栏 警示牌 游泳 深坑 滑坡 边坡 落水 野泳 玩水 掉下去',
      examples: `
        水塘边没有护栏，小孩老在那玩水；几个学生在河里野泳，怕出事；水库边的警示牌倒了
        村后山坡松动，下雨怕滑坡；废弃的鱼塘很深，没有围起来；路边挖的深坑没有警示，晚上会掉下去
        桥头河埠台阶长青苔，老人洗衣容易落水`,
      limitAmount: 2,
      limitUnit: 'workDay',
      department: '应急管理局',
      risk: 'high',
      level: 3,
      selfHandle: true,
      standardRef: null,
    },
  ],
};
