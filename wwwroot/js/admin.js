// Fetches the component library's files for the settings when they were reached without a page load: style first, so that nothing shows undressed.
const styles = ['/_content/Radzen.Blazor/css/software-base.css', '/css/admin.css', '/css/policies.css'];
const script = '/_content/Radzen.Blazor/Radzen.Blazor.min.js';

function add(tag, name, address, also) {
  const selector = `${tag}[${name}="${address}"]`;
  if (document.head.querySelector(selector)) return true;
  return new Promise(done => {
    const element = Object.assign(document.createElement(tag), also);
    element.setAttribute(name, address);
    element.onload = () => done(true);
    element.onerror = () => {
      element.remove();
      done(false);
    };
    document.head.append(element);
  });
}

export async function load() {
  document.querySelector('.admin-nav-item[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  const all = await Promise.all([...styles.map(style => add('link', 'href', style, { rel: 'stylesheet' })), add('script', 'src', script, {})]);
  return all.every(Boolean);
}
