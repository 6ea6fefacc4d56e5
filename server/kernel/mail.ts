import { createTransport } from 'nodemailer';
import type { Logger } from 'pino';
import type { Gateway } from './services.ts';

/**
 * E-mail by SMTP. The message's own id is its Message-ID: should one go out twice (a process killed between sending and
 * noting it), mail programs show it once.
 */
export function smtpGateway(url: string, from: string): Gateway {
  const transport = createTransport(withTimeouts(url), { from });
  const domain = from.slice(from.lastIndexOf('@') + 1).replace(/[^\w.-]/g, '') || 'localhost';
  return {
    missing: () => null,
    async send({ to, title, body, id }) {
      await transport.sendMail({ to, subject: title, text: body, messageId: `<${id}@${domain}>` });
    },
  };
}

/** A server that does not answer must not hold a worker for the ten minutes that nodemailer would wait. */
function withTimeouts(url: string): string {
  const timed = new URL(url);
  const timeouts = { connectionTimeout: '15000', greetingTimeout: '15000', socketTimeout: '30000' };
  for (const [name, ms] of Object.entries(timeouts)) {
    if (!timed.searchParams.has(name)) timed.searchParams.set(name, ms);
  }
  return timed.href;
}

/** GEZHI_SMS=log: writes each message to the server's log. For trying out on one machine; nobody's phone rings. */
export function logGateway(log: Pick<Logger, 'info'>): Gateway {
  return {
    missing: () => null,
    async send({ to, body, id }) {
      log.info({ sms: { to, body, id } }, `SMS to ${to}: ${body}`);
    },
  };
}

/** A way that is not set up: what would go by it waits in the stuck list, with this as the reason. */
export function missingGateway(zh: string, en: string): Gateway {
  return {
    missing: () => ({ zh, en }),
    async send() {
      throw new Error(en);
    },
  };
}

/** The gateways that a configuration asks for. */
export function gatewaysOf(
  config: { smtpUrl: string | null; mailFrom: string; sms: 'log' | null },
  log: Pick<Logger, 'info'>,
): { email: Gateway; sms: Gateway; wecom: Gateway } {
  return {
    email: config.smtpUrl
      ? smtpGateway(config.smtpUrl, config.mailFrom)
      : missingGateway('未配置邮件服务器（GEZHI_SMTP_URL）', 'No mail server is set (GEZHI_SMTP_URL)'),
    sms:
      config.sms === 'log'
        ? logGateway(log)
        : missingGateway('未配置短信通道（GEZHI_SMS）', 'No SMS gateway is set (GEZHI_SMS)'),
    wecom: missingGateway('未接入企业微信', 'WeCom is not connected'),
  };
}
