import type { ComponentProps, ReactNode } from 'react';

export function Card({ children, className = '', ...rest }: ComponentProps<'section'>) {
  return (
    <section className={`card ${className}`} {...rest}>
      {children}
    </section>
  );
}

interface SectionTitleProps {
  children: ReactNode;
  note?: ReactNode;
  id?: string;
}

/** A heading on paper above cards, with a quiet note at its end. */
export function SectionTitle({ children, note, id }: SectionTitleProps) {
  return (
    <div className="section-title">
      <h2 id={id}>{children}</h2>
      {note && <span>{note}</span>}
    </div>
  );
}

interface ButtonProps extends ComponentProps<'button'> {
  look?: 'main' | 'soft' | 'line' | 'text' | 'danger';
  wide?: boolean;
  busy?: boolean;
  icon?: ReactNode;
}

/** Never greyed out: while busy it keeps its look and ignores presses, and readers hear that it is busy. */
export function Button({ look = 'line', wide, busy, icon, children, className = '', onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`btn btn-${look} ${wide ? 'btn-wide' : ''} ${className}`}
      aria-busy={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy ? <span className="spin" aria-hidden="true" /> : icon}
      <span>{children}</span>
    </button>
  );
}

interface LinkButtonProps extends ComponentProps<'a'> {
  look?: 'main' | 'soft' | 'line' | 'text';
  wide?: boolean;
  icon?: ReactNode;
}

export function LinkButton({ look = 'line', wide, icon, children, className = '', ...rest }: LinkButtonProps) {
  return (
    <a {...rest} className={`btn btn-${look} ${wide ? 'btn-wide' : ''} ${className}`}>
      {icon}
      <span>{children}</span>
    </a>
  );
}

interface IconButtonProps extends ComponentProps<'button'> {
  label: string;
  look?: 'plain' | 'soft' | 'phone' | 'dark';
}

export function IconButton({ label, look = 'plain', className = '', children, ...rest }: IconButtonProps) {
  return (
    <button type="button" {...rest} aria-label={label} className={`icon-btn icon-btn-${look} ${className}`}>
      {children}
    </button>
  );
}

interface RowProps {
  start?: ReactNode;
  title: ReactNode;
  sub?: ReactNode;
  end?: ReactNode;
  className?: string;
}

export function Row({ start, title, sub, end, className = '' }: RowProps) {
  return (
    <div className={`row ${className}`}>
      {start && <div className="row-start">{start}</div>}
      <div className="row-text">
        <div className="row-title">{title}</div>
        {sub && <div className="row-sub">{sub}</div>}
      </div>
      {end && <div className="row-end">{end}</div>}
    </div>
  );
}

/** The first character of a name in a round field: a face without a photo. */
export function Initial({ name }: { name: string }) {
  return (
    <span className="initial" aria-hidden="true">
      {Array.from(name.trim())[0] ?? '·'}
    </span>
  );
}
