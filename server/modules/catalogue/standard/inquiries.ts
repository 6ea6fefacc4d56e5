import type { StandardMajor } from '../standard-catalogue-shape.ts';

export const inquiries: StandardMajor = {
  code: '08',
  name: '政策咨询',
  nameEn: 'Policy inquiries',
  description: '社保、户籍、住房、教育、惠农、证照等政策询问',
  minors: [
    {
      code: '08001',
      name: '社保医保咨询',
      nameEn: 'Social and health insurance',
      description: '养老保险、医保缴费、报销、退休、失业金',
      keywords: '社保 医保 养老保险 退休 报销 缴费 新农合 失业金 转移 异地就医 医保卡 养老金 断缴',
      examples: `
        城乡居民医保今年交多少钱；异地就医怎么报销；养老保险断缴了还能补吗
        退休金怎么计算；失业金怎么领；社保从外省转过来要什么材料
        医保卡丢了在哪里补办`,
      limitAmount: 2,
      limitUnit: 'workDay',
      department: '人社局',
      risk: 'low',
      level: null,
      selfHandle: true,
      standardRef: null,
    },
    {
      code: '08002',
      name: '户籍与居住证咨询',
      nameEn: 'Household registration',
      description: '落户、迁户口、居住证、身份证、出生登记',
      keywords: '户口 落户 居住证 身份证 迁户 户籍 出生登记 改名 流动人口 上户口 暂住证 户口本',
      examples: `
        孩子出生怎么上户口；外地人怎么办居住证；户口迁到这边需要什么条件
        身份证过期了在哪里换；买了房能不能落户；户口本丢了怎么补
        改名字要什么手续`,
      limitAmount: 2,
      limitUnit: 'workDay',
      department: '公安分局',
      risk: 'low',
      level: null,
      selfHandle: true,
      standardRef: null,
    },
    {
      code: '08003',
      name: '住房与公积金咨询',
      nameEn: 'Housing and provident fund',
      description: '公租房、保障房、公积金、购房补贴、危房改造、加装电梯政策',
      keywords: '公租房 公积金 购房补贴 廉租房 人才补贴 加装电梯 危房改造 申请条件 保障房 房产证 提取 旧改',
      examples: `
        公租房怎么申请；租房能提取公积金吗；人才购房补贴什么时候发
        老小区加装电梯有补助吗；房产证迟迟办不下来怎么办；农村危房改造补贴标准是多少
        我们小区什么时候纳入旧改`,
      limitAmount: 3,
      limitUnit: 'workDay',
      department: '住建局',
      risk: 'low',
      level: null,
      selfHandle: true,
      standardRef: null,
    },
    {
      code: '08004',
      name: '教育入学咨询',
      nameEn: 'Schooling',
      description: '入学、学区、转学、托育、校外培训、助学政策',
      keywords: '上学 入学 学区 幼儿园 转学 报名 小学 随迁子女 托班 助学金 课后服务 招生 学校 划片',
      examples: `
        今年小学报名要什么材料；我们小区属于哪个学区；外来务工子女怎么上学
        幼儿园什么时候招生；孩子想转学需要什么手续；助学金怎么申请
        社区有没有暑期托班`,
      limitAmount: 3,
      limitUnit: 'workDay',
      department: '教育局',
      risk: 'low',
      level: null,
      selfHandle: true,
      standardRef: null,
    },
    {
      code: '08005',
      name: '民政优待与生育养老政策',
      nameEn: 'Benefits, family and ageing policy',
      description: '低保条件、高龄津贴、残疾补贴、生育津贴、婚姻登记、退役军人优待',
      keywords: '低保条件 高龄津贴 残疾证 生育津贴 补贴 结婚登记 退役军人 三孩 养老院 优待证 育儿补贴 政策',
      examples: `
        八十岁以上高龄津贴怎么领；申请低保要什么条件；残疾证怎么办理
        三孩有没有育儿补贴；结婚登记要预约吗；退役军人优待证在哪里办
        养老院收费标准和补贴政策是什么`,
      limitAmount: 3,
      limitUnit: 'workDay',
      department: '民政局',
      risk: 'low',
      level: null,
      selfHandle: true,
      standardRef: null,
    },
    {
      code: '08006',
      name: '惠农创业与证照咨询',
      nameEn: 'Farming, business and licences',
      description: '惠农补贴、建房审批、营业执照、创业贷款、税费政策',
      keywords: '营业执照 创业贷款 补贴 种粮补贴 建房审批 许可证 税 个体户 农机补贴 贴息 开店 注销 备案',
      examples: `
        开小吃店要办哪些证；种粮补贴今年怎么发；创业担保贷款怎么申请
        农村建房审批要走什么流程；个体户营业执照怎么注销；买农机有补贴吗
        小规模纳税人有什么税收优惠`,
      limitAmount: 3,
      limitUnit: 'workDay',
      department: '行政审批局',
      risk: 'low',
      level: null,
      selfHandle: true,
      standardRef: null,
    },
  ],
};
