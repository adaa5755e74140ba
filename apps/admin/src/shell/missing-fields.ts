/**
 * Names of the fields that must be filled and are not, in the form's order; the first gets the focus. Said by ourselves,
 * since the browser's own words are in the browser's language and not the reader's.
 */
export function missingFields(form: HTMLFormElement): string[] {
  const missing = [...form.elements].filter(
    (field): field is HTMLInputElement =>
      (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) &&
      field.required &&
      !field.disabled &&
      field.value.trim() === "",
  );
  missing[0]?.focus();
  return missing.map(({ name }) => name);
}
