/** The mark: a seat seen from behind, lit from above. Sized by its class. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true" className={className}>
      <path d="M3 2v8a7 7 0 0 0 14 0V2" fill="none" stroke="currentColor" strokeWidth="4" />
      <circle cx="10" cy="4" r="3" fill="var(--torch)" stroke="var(--seat-chosen-edge)" strokeWidth="1.2" />
    </svg>
  );
}
