import { useState } from 'react';
import { sayError } from '#web/api.ts';
import { useGo } from '#web/go.ts';
import {
  BookIcon,
  ChevronDownIcon,
  ChevronUpIcon,
  DownloadIcon,
  EditIcon,
  LockIcon,
  SignOutIcon,
} from '#web/icons.tsx';
import { SvgMap } from '#web/map/svg-map.tsx';
import { Button, Card, Initial, LinkButton, Row, SectionTitle } from '#web/parts/basics.tsx';
import { RadioGroup, Switch } from '#web/parts/fields.tsx';
import { Page } from '#web/parts/page.tsx';
import { Sheet } from '#web/parts/sheet.tsx';
import { toast } from '#web/parts/toast.tsx';
import { useOutlines } from '#web/place/use-outlines.ts';
import { type Lang, lang, setElder, setLang, useElder } from '#web/prefs.ts';
import type { Me } from '#web/session.ts';
import { districtId } from '../areas/district.ts';
import { Bar } from '../bar.tsx';
import { forgetCases } from '../cases/case-cache.ts';
import { t as notes } from '../notes/texts.ts';
import { offered } from './install-offer.ts';
import { PasswordSheet } from './password-sheet.tsx';
import { SelfTest } from './self-test.tsx';
import { can, leave, useMe } from './session.ts';
import { t } from './texts.ts';

type Post = Me['posts'][number];

function Range({ areaId, name }: { areaId: string; name: string }) {
  const { areas, lines } = useOutlines(districtId, { areaId, mine: areaId });
  if (areas.length === 0) return null;
  return <SvgMap className="map-range" label={t('rangeOf', { name })} areas={areas} lines={lines} named />;
}

function PostCard({ post }: { post: Post }) {
  const { district } = useMe();
  const [open, setOpen] = useState(false);
  const where = post.areaName ?? post.unitName;
  return (
    <Card className="card-flush">
      <Row
        start={<Initial name={post.title} />}
        title={
          <>
            {post.title} {post.deputy && <small>{t('deputy')}</small>}
          </>
        }
        sub={where}
      />
      {post.areaId && (
        <div className="post-ways">
          {/* The board of the residents' front: what a worker shows is what a resident sees. */}
          <LinkButton
            look="soft"
            icon={<BookIcon size={20} />}
            href={`/resident/grid/${post.areaId}?d=${district}`}
            target="_blank"
            rel="noopener"
          >
            {t('board')}
            <span className="sr-only">{t('boardNew')}</span>
          </LinkButton>
          <Button
            look="text"
            aria-expanded={open}
            icon={open ? <ChevronUpIcon size={20} /> : <ChevronDownIcon size={20} />}
            onClick={() => setOpen(!open)}
          >
            {open ? t('rangeHide') : t('range')}
          </Button>
        </div>
      )}
      {open && post.areaId && <Range areaId={post.areaId} name={post.areaName ?? post.title} />}
    </Card>
  );
}

function Install() {
  const [gone, setGone] = useState(false);
  const installed = matchMedia('(display-mode: standalone)').matches;
  const apple = /iPhone|iPad/.test(navigator.userAgent);
  if (installed || gone || (!offered() && !apple)) return null;
  return (
    <Card className="card-flush">
      <Row
        start={<DownloadIcon size={26} />}
        title={t('install')}
        sub={apple ? t('installIos') : t('installSub')}
        end={
          offered() && (
            <Button
              look="soft"
              onClick={() => {
                void offered()?.prompt();
                setGone(true);
              }}
            >
              {t('install')}
            </Button>
          )
        }
      />
    </Card>
  );
}

function Display() {
  const elder = useElder();
  return (
    <Card className="stack">
      <Switch wide label={t('elder')} hint={t('elderSub')} on={elder} onChange={setElder} />
      <RadioGroup<Lang>
        label={t('language')}
        value={lang()}
        onChange={(value) => value && setLang(value)}
        choices={[
          { value: 'zh-CN', label: t('chinese') },
          { value: 'en', label: t('english') },
        ]}
      />
    </Card>
  );
}

function Leaving({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [busy, setBusy] = useState(false);
  async function go(): Promise<void> {
    setBusy(true);
    try {
      await forgetCases();
      await leave();
    } catch (error) {
      toast(sayError(error));
      setBusy(false);
    }
  }
  return (
    <Sheet
      open={open}
      title={t('signOutSure')}
      onClose={onClose}
      foot={
        <div className="pair-buttons">
          <Button onClick={onClose}>{t('signOutNo')}</Button>
          <Button look="danger" busy={busy} onClick={() => void go()}>
            {t('signOutYes')}
          </Button>
        </div>
      }
    >
      <p>{t('signOutWhat')}</p>
    </Sheet>
  );
}

/** Quick notes have no place in the bar: they are this person's own, not work that waits. */
function NotesLink() {
  const go = useGo();
  return (
    <Button wide icon={<EditIcon size={20} />} onClick={() => go('/notes')}>
      {notes('notes')}
    </Button>
  );
}

/** F15. Who I am here, how it looks, whether the phone is fit, and the way out. */
export function MinePage() {
  const me = useMe();
  const [changing, setChanging] = useState(false);
  const [leaving, setLeaving] = useState(false);
  return (
    <Page title={t('mine')} foot={<Bar on="mine" />}>
      <Card className="card-flush">
        <Row
          start={<Initial name={me.name} />}
          title={me.name}
          sub={`${me.districtName} · ${t('account', { login: me.login })}`}
        />
      </Card>
      <SectionTitle>{t('posts')}</SectionTitle>
      {me.posts.length === 0 && <p className="hint">{t('noPosts')}</p>}
      {me.posts.map((post) => (
        <PostCard key={post.id} post={post} />
      ))}
      {can('note.keep') && <NotesLink />}
      <SectionTitle>{t('display')}</SectionTitle>
      <Display />
      <Install />
      <SelfTest />
      <SectionTitle>{t('security')}</SectionTitle>
      <Card className="stack">
        <Button icon={<LockIcon size={20} />} onClick={() => setChanging(true)}>
          {t('change')}
        </Button>
        <Button look="danger" icon={<SignOutIcon size={20} />} onClick={() => setLeaving(true)}>
          {t('signOut')}
        </Button>
      </Card>
      <PasswordSheet open={changing} onClose={() => setChanging(false)} />
      <Leaving open={leaving} onClose={() => setLeaving(false)} />
    </Page>
  );
}
