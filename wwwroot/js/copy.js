// Copies what stands in a field. False where the browser doesn't allow it: the text is then selected, ready to be copied by hand.
export async function copyFrom(id) {
  const field = document.getElementById(id);
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.focus();
    field.select();
    return false;
  }
}
