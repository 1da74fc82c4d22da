// Chooses the browser's own time zone where nobody has chosen one yet.
const select = document.querySelector('select[data-zone=guess]');
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (select && zone) {
  // An older name for a zone is as good: the server knows them all.
  if (![...select.options].some(option => option.value === zone)) select.add(new Option(zone.replaceAll('_', ' '), zone));
  select.value = zone;
}
