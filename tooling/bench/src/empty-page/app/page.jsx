export default function EmptyPage() {
  return <p>Nothing is on.</p>;
}
