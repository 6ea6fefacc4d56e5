import type { StandardMajor } from '../standard-catalogue-shape.ts';

export const disputes: StandardMajor = {
  code: '01',
  name: '矛盾纠纷',
  nameEn: 'Disputes',
  description: '邻里、家庭、物业、劳资等需要调解的矛盾',
  minors: [
    {
      code: '01001',
      name: '邻里纠纷',
      nameEn: 'Neighbour dispute',
      description: '相邻住户之间因漏水、采光、通行、噪声、宠物、言语冲突等产生的矛盾',
      keywords: '邻居 邻里 楼上漏水 楼下 隔壁 吵架 相邻 采光 通行 调解 两家 口角 争吵 对门',
      examples: `
        楼上漏水到我家天花板，找他家好几次都不修；隔壁邻居把门口的公共过道占了，两家为这事吵起来了；和对门因为鞋柜放门口的事闹矛盾，想请人调解
        楼下邻居嫌我家孩子跑动声大，上门骂人；邻居加盖房子挡了我家采光，协商不成；两户人家因为共用的院墙吵了一上午
        楼上装修把我家卫生间顶弄渗水了，不肯赔；邻居家的空调水一直滴到我家窗台上`,
      limitAmount: 5,
      limitUnit: 'workDay',
      department: '调解中心',
      risk: 'medium',
      level: null,
      selfHandle: true,
      standardRef: null,
    },
    {
      code: '01002',
      name: '婚姻家庭纠纷',
      nameEn: 'Family dispute',
      description: '夫妻、赡养、抚养、继承、分家等家庭内部矛盾，含家庭暴力的先期处置',
      keywords: '夫妻 离婚 家暴 赡养 抚养 继承 分家 婆媳 子女 彩礼 家庭矛盾 老公 老婆 丈夫 妻子',
      examples: `
        夫妻两个闹离婚，在家里砸东西；老人三个儿子都不肯赡养；丈夫喝了酒打老婆，邻居听到哭喊
        兄弟姐妹为了父母留下的房子继承吵翻了；退婚以后彩礼不肯退，两家人闹起来；离婚后孩子的抚养费一直不给
        婆媳关系不好经常吵，想请网格员上门劝劝`,
      limitAmount: 3,
      limitUnit: 'workDay',
      department: '调解中心',
      risk: 'high',
      level: 3,
      selfHandle: false,
      standardRef: null,
    },
    {
      code: '01003',
      name: '物业服务纠纷',
      nameEn: 'Property service dispute',
      description: '业主与物业公司之间因收费、服务、停车、维修资金、业委会产生的矛盾',
      keywords: '物业 物业费 业主 业委会 维修资金 停车费 物业公司 收费 公共收益 不作为 小区管理 交房 开发商',
      examples: `
        物业费涨价没有征求业主意见；物业收了钱什么都不管，保安形同虚设；业委会换届选举有问题，业主意见很大
        小区公共收益从来不公示；物业随意提高停车费，业主把门堵了；想动用维修资金修屋顶，物业一直拖着不办
        物业不给交物业费的业主停了门禁卡；开发商交房质量差，业主集体找物业讨说法`,
      limitAmount: 7,
      limitUnit: 'workDay',
      department: '住建局',
      risk: 'medium',
      level: null,
      selfHandle: false,
      standardRef: null,
    },
    {
      code: '01004',
      name: '劳资纠纷',
      nameEn: 'Labour and wage dispute',
      description: '拖欠工资、工伤赔偿、劳动合同、社保缴纳等用工矛盾',
      keywords: '工资 欠薪 拖欠 讨薪 老板 工伤 劳动合同 包工头 农民工 辞退 加班费 工钱 用工 厂里',
      examples: `
        在工地干了三个月，包工头拖欠工资跑了；厂里两个月没发工资，几十个工人要去讨薪；上班受了工伤，老板不肯赔
        公司没签劳动合同就把我辞退了；饭店老板欠我的工钱一直不给；单位不给交社保，加班费也不算
        农民工过年拿不到钱，围在项目部门口`,
      limitAmount: 5,
      limitUnit: 'workDay',
      department: '人社局',
      risk: 'high',
      level: 3,
      selfHandle: false,
      standardRef: null,
    },
    {
      code: '01005',
      name: '消费纠纷',
      nameEn: 'Consumer dispute',
      description: '购物、服务、预付卡、维修、网购等消费争议',
      keywords: '退款 退货 商家 消费 预付卡 健身卡 会员卡 充值 跑路 假货 质量问题 维权 超市 缺斤少两 理发店',
      examples: `
        理发店充了两千块会员卡，关门跑路了；健身房倒闭，办的年卡不给退款；超市买的电饭锅用一次就坏，商家不给退货
        菜市场买海鲜缺斤少两；给老人推销高价保健品，想退退不了；培训班交了学费不开课，钱也不退
        买到假酒，商家不承认；手机店维修乱收费`,
      limitAmount: 5,
      limitUnit: 'workDay',
      department: '市场监管局',
      risk: 'low',
      level: null,
      selfHandle: false,
      standardRef: null,
    },
    {
      code: '01006',
      name: '房屋租赁纠纷',
      nameEn: 'Tenancy dispute',
      description: '房东、租客、中介之间因押金、租金、退租产生的矛盾',
      keywords: '房东 租客 租房 押金 房租 退租 中介 合租 二房东 赶人 租金 租赁 出租 续租',
      examples: `
        退租了房东扣着押金不还；租客欠了三个月房租还不搬走；中介收了钱，房子根本不能住
        房东没到期就要赶我们走；二房东卷了租金跑了，房东来收房；合租室友不肯分摊房租，吵起来了
        租的店面房东要涨租金，没谈拢`,
      limitAmount: 5,
      limitUnit: 'workDay',
      department: '调解中心',
      risk: 'low',
      level: null,
      selfHandle: false,
      standardRef: null,
    },
    {
      code: '01007',
      name: '土地与宅基地纠纷',
      nameEn: 'Land and homestead dispute',
      description: '承包地、宅基地、山林、边界、水利用水等权属矛盾',
      keywords: '宅基地 承包地 田地 地界 山林 界址 建房 土地流转 流转费 争地 村里 菜地 田埂 用水',
      examples: `
        两家为宅基地的界址吵了好几年；承包地被别人种了，要不回来；土地流转费今年还没发到户
        隔壁建房占了我家半米地；山林地界不清，两个村民小组争起来了；邻田把田埂挖了，水流不到我家田里
        村里机动地怎么分，大家有意见`,
      limitAmount: 10,
      limitUnit: 'workDay',
      department: '自然资源局',
      risk: 'high',
      level: 3,
      selfHandle: false,
      standardRef: null,
    },
    {
      code: '01008',
      name: '征地拆迁纠纷',
      nameEn: 'Expropriation and relocation dispute',
      description: '征地补偿、拆迁安置、回迁房、过渡费等矛盾',
      keywords: '拆迁 征地 补偿款 安置房 回迁 过渡费 青苗费 征收 协议 面积 评估 安置 拆房',
      examples: `
        拆迁补偿款拖了一年没到账；安置房什么时候能分，等了三年了；征地青苗补偿算少了
        回迁房面积和协议写的不一样；过渡费今年停发了；房子评估价太低，不同意签征收协议
        修路占了我家的地，没有给补偿`,
      limitAmount: 10,
      limitUnit: 'workDay',
      department: '住建局',
      risk: 'high',
      level: 3,
      selfHandle: false,
      standardRef: null,
    },
  ],
};
