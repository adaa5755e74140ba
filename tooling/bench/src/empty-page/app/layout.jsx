/** The least that is a page of Next: what V4 weighs the event page's JavaScript against. */
export default function EmptyLayout({ children }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
