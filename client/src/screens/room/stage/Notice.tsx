import css from './Stage.module.css'

export interface NoticeProps {
  /** Its name, as `data-notice`. */
  notice: string
  title: string
  lead?: string | undefined
  children?: React.ReactNode
  acts?: React.ReactNode
}

/** A notice in the place of the picture, while the other person is not there. */
export function Notice({ notice, title, lead, children, acts }: NoticeProps) {
  return (
    <div className={css['notice']} data-notice={notice}>
      <div className={css['words']} role="status">
        <h2 className="h1">{title}</h2>
        {lead && <p className="lead">{lead}</p>}
        {children}
        {acts && <div className={css['acts']}>{acts}</div>}
      </div>
    </div>
  )
}

/** Lines of a plan: what, and how. */
export function Facts({ facts }: { facts: readonly { what: string; how: string }[] }) {
  return (
    <dl className={css['facts']}>
      {facts.map(({ what, how }) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd className="num">{how}</dd>
        </div>
      ))}
    </dl>
  )
}
