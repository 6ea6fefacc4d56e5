import type { StandardMajor } from '../standard-catalogue-shape.ts';

export const livelihood: StandardMajor = {
  code: '07',
  name: '民生服务',
  nameEn: 'Daily life services',
  description: '停水停电、供暖燃气、养老、救助、就业、医疗、食品、宠物等',
  minors: [
    {
      code: '07001',
      name: '停水与水质',
      nameEn: 'Water outage or quality',
      description: '停水、水压不足、自来水浑浊',
      keywords: '停水 没水 水压 水浑 水黄 自来水 水质 来水 二次供水 水太小 供水 异味',
      examples: `
        家里停水一天了，什么时候来水；自来水发黄，不敢喝；高层水压太小，洗澡都洗不了
        水里有漂白粉味；没有通知就停水；村里自来水断断续续
        水箱很久没清洗，水里有虫子`,
      limitAmount: 1,
      limitUnit: 'workDay',
      department: '自来水公司',
      risk: 'low',
      level: null,
      selfHandle: false,
      standardRef: null,
    },
    {
      code: '07002',
      name: '停电与供电服务',
      nameEn: 'Power outage',
      description: '停电、电压不稳、用电报装',
      keywords: '停电 没电 来电 电压 跳闸 断电 电费 报装 增容 频繁停电 用电 供电所',
      examples: `
        整栋楼停电了，什么时候来电；这个月停了五次电；电压太低，空调带不动
        交了电费还没有送电；夏天一到晚上就断电；店铺想申请三相电
        村里半边没电，冰箱里的东西都坏了`,
      limitAmount: 4,
      limitUnit: 'urgentHour',
      department: '供电公司',
      risk: 'low',
      level: null,
      selfHandle: false,
      standardRef: null,
    },
    {
      code: '07003',
      name: '供气与供暖',
      nameEn: 'Gas and heating supply',
      description: '停气、气压低、暖气不热、开通缴费',
      keywords: '停气 暖气 不热 供暖 供热 燃气 没气 天然气 气压 地暖 通气 缴费 温度不够',
      examples: `
        家里暖气不热，只有十五度；天然气突然停了，做不了饭；新房想开通燃气
        供暖费交了地暖还是凉的；燃气灶火很小，气压不够；暖气管漏水没人修
        燃气表没电打不开气`,
      limitAmount: 1,
      limitUnit: 'workDay',
      department: '燃气公司',
      risk: 'low',
      level: null,
      selfHandle: false,
      standardRef: null,
    },
    {
      code: '07004',
      name: '独居老人与困难群体关爱',
      nameEn: 'Care for elderly and vulnerable',
      description: '独居老人、留守儿童、残疾人等需要上门照看、陪护、送餐',
      keywords: '独居 老人 留守 残疾 照顾 没人管 孤寡 送餐 上门看看 行动不便 陪护 几天没见 助餐',
      examples: `
        独居的王奶奶两天没出门了，去看看；留守儿童没人接送，家里只有爷爷；残疾人一个人在家没法做饭
        老人行动不便，想要社区送餐；楼上老大爷生病没人照顾；孤寡老人家里灯坏了没人换
        瘫痪在床的老人需要有人陪护`,
      limitAmount: 1,
      limitUnit: 'workDay',
      department: '民政局',
      risk: 'medium',
      level: 3,
      selfHandle: true,
      standardRef: null,
    },
    {
      code: '07005',
      name: '困难救助',
      nameEn: 'Hardship relief',
      description: '低保、临时救助、大病、受灾、流浪乞讨求助',
      keywords: '困难 低保户 救助 大病 没钱 生活困难 流浪 乞讨 受灾 临时救助 补助 揭不开锅 露宿',
      examples: `
        家里有人得了大病，生活困难想申请救助；桥下有个流浪汉睡了好几天；失业没有收入，孩子学费交不起
        房子遭了火灾没地方住；街上有人带着孩子乞讨；低保户冬天没有棉被
        单亲妈妈带两个孩子实在过不下去了`,
      limitAmount: 3,
      limitUnit: 'workDay',
      department: '民政局',
      risk: 'medium',
      level: null,
      selfHandle: false,
      standardRef: 'GB/T 30428.2-2013 event 0503',
    },
    {
      code: '07006',
      name: '就业与职业培训',
      nameEn: 'Jobs and training',
      description: '求职、招工、技能培训、零工需求',
      keywords: '找工作 就业 招工 招聘 失业 培训 零工 用工 技能 上岗 求职 岗位 下岗',
      examples: `
        下岗了想找份工作；厂里急招工人，社区能不能帮忙发布；想报名免费的月嫂培训
        大学毕业还没有找到工作；五十多岁能做什么零工；残疾人想找个在家能做的活
        电工证培训在哪里报名`,
      limitAmount: 5,
      limitUnit: 'workDay',
      department: '人社局',
      risk: 'low',
      level: null,
      selfHandle: false,
      standardRef: null,
    },
    {
      code: '07007',
      name: '食品药品安全',
      nameEn: 'Food and drug safety',
      description: '食品过期变质、无证餐饮、食物不洁、药店违规',
      keywords: '食品 过期 变质 不卫生 无证 拉肚子 外卖 异物 发霉 药店 添加剂 卫生许可 小吃 吃坏',
      examples: `
        超市卖过期牛奶；外卖里吃出虫子；小餐馆没有证，后厨脏得很
        面包发霉了还在卖；学校旁边卖三无零食；药店把处方药随便卖
        在这家店吃完拉肚子；熟食摊没有防蝇罩`,
      limitAmount: 2,
      limitUnit: 'workDay',
      department: '市场监管局',
      risk: 'medium',
      level: 3,
      selfHandle: false,
      standardRef: null,
    },
    {
      code: '07008',
      name: '犬只与流浪动物',
      nameEn: 'Dogs and stray animals',
      description: '不牵绳、犬只伤人、流浪猫狗、违规养大型犬',
      keywords: '狗 遛狗 不牵绳 咬人 流浪狗 流浪猫 大型犬 狗屎 犬 烈性犬 狗证 野狗',
      examples: `
        有人遛狗不牵绳，吓到孩子；小区里一群流浪狗追人；孩子被狗咬伤了
        遛狗的不捡狗屎；楼上养了一条大型烈性犬；野狗在学校附近转悠
        流浪猫太多，在车底做窝；狗没有办证也没打疫苗`,
      limitAmount: 1,
      limitUnit: 'workDay',
      department: '公安分局',
      risk: 'medium',
      level: null,
      selfHandle: true,
      standardRef: null,
    },
    {
      code: '07009',
      name: '社区便民与代办',
      nameEn: 'Community errands',
      description: '代办证件、开证明、网格员上门、快递、老年卡、家政维修',
      keywords: '代办 证明 上门办 老年卡 开证明 盖章 认证 打印 帮忙 快递柜 家政 维修师傅 借用',
      examples: `
        老人不会用手机，想请人代办养老认证；需要社区开居住证明；帮腿脚不便的老人代办老年卡
        想借社区的轮椅用几天；退休人员资格认证怎么弄，帮忙办一下；家里水龙头坏了，社区有没有维修师傅
        需要盖章的材料能不能上门办`,
      limitAmount: 3,
      limitUnit: 'workDay',
      department: '社区居委会',
      risk: 'low',
      level: null,
      selfHandle: true,
      standardRef: null,
    },
    {
      code: '07010',
      name: '失物招领与寻物',
      nameEn: 'Lost and found',
      description: '拾到或丢失物品、寻找宠物',
      keywords: '捡到 失物 拾到 丢失 钱包 钥匙 寻物 招领 寻狗 身份证丢 落在 失主',
      examples: `
        在公园捡到一个钱包；钥匙丢在小区里了，有人看到吗；拾到一张身份证，找失主
        我的小狗走丢了，帮忙找找；书包落在公交车上；捡到一部手机
        寻找昨天在广场丢的儿童手表`,
      limitAmount: 3,
      limitUnit: 'workDay',
      department: '社区居委会',
      risk: 'low',
      level: null,
      selfHandle: true,
      standardRef: null,
    },
    {
      code: '07011',
      name: '平台使用问题',
      nameEn: 'Using this service',
      description: '上报、登录、积分、通知等使用本平台的问题',
      keywords: '登录 上报 积分 小程序 打不开 验证码 账号 查询进度 绑定 兑换 闪退 上传不了',
      examples: `
        照片上传不了；积分怎么兑换；忘了查询码，看不到上报进度
        页面打不开，一直转圈；手机号换了怎么改绑定；收不到通知消息
        评价按钮点了没有反应`,
      limitAmount: 2,
      limitUnit: 'workDay',
      department: '社区居委会',
      risk: 'low',
      level: null,
      selfHandle: true,
      standardRef: null,
    },
  ],
};
