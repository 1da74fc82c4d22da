// Files that an agent chooses, pastes or drops on a ticket. Each is sent by itself, straight over HTTP and not through the circuit; how far it is
// and what became of it is told to the ticket's screen, again and again until a cut circuit hears it.

const every = 300;
const pause = 1000;

/** @param on adds a listener that ends with the screen; @param ended an AbortSignal that fires with it. */
export function takeFiles(root, ticket, on, ended) {
  const requests = new Map();

  async function tell(name, ...args) {
    while (!ended.aborted) {
      try {
        return await ticket.invokeMethodAsync(name, ...args);
      } catch {
        await new Promise(resolve => setTimeout(resolve, pause));
      }
    }
  }

  async function send(file) {
    const id = `${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`;
    if (await tell('UploadBegan', id, file.name) === false) return;
    const request = new XMLHttpRequest();
    requests.set(id, request);
    let told = 0;
    request.open('PUT', `/files?${new URLSearchParams({ name: file.name })}`);
    request.responseType = 'json';
    request.upload.onprogress = event => {
      if (performance.now() - told < every || ended.aborted) return;
      told = performance.now();
      ticket.invokeMethodAsync('UploadMoved', id, Math.floor(event.loaded * 100 / event.total)).catch(() => {});
    };
    request.onloadend = () => {
      if (!requests.delete(id)) return;
      if (request.status === 200) tell('UploadDone', id, request.response.key);
      else tell('UploadFailed', id, request.response?.message ?? null);
    };
    request.send(file);
  }

  const composer = () => root.matches('[data-takes-files]') ? root : root.querySelector('[data-composer]');
  const take = (event, files) => {
    if (files.length === 0 || !composer()) return;
    event.preventDefault();
    for (const file of files) send(file);
  };

  on(root, 'change', event => {
    if (!event.target.matches?.('[data-attach]')) return;
    const files = [...event.target.files];
    event.target.value = '';
    take(event, files);
  });
  // Chosen before this listened: the screen was there before its script was.
  for (const input of root.querySelectorAll('[data-attach]')) if (input.files.length > 0) input.dispatchEvent(new Event('change', { bubbles: true }));
  on(root, 'paste', event => take(event, [...event.clipboardData?.files ?? []]));
  on(root, 'drop', event => {
    root.classList.remove('dropping');
    take(event, [...event.dataTransfer?.files ?? []]);
  });
  on(root, 'dragover', event => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    // Or the browser would open the file in the place of the console.
    event.preventDefault();
    root.classList.toggle('dropping', composer() !== null);
  });
  on(root, 'dragleave', event => { if (!root.contains(event.relatedTarget)) root.classList.remove('dropping'); });
  on(root, 'click', event => {
    const id = event.target.closest?.('[data-upload-remove]')?.dataset.uploadRemove;
    const request = requests.get(id);
    if (!request) return;
    requests.delete(id);
    request.abort();
  });
}
