/** Beside the launcher's own: the frame, the badge, and what is only heard. */
export const style = `
.open span{display:none}
b{position:absolute;pointer-events:none;inset-block-start:-4px;inset-inline-end:-4px;min-inline-size:22px;padding-inline:4px;box-sizing:border-box;border-radius:11px;
background:#b3141f;color:#fff;font:700 13px/22px system-ui,sans-serif;text-align:center}
p{position:absolute;margin:0;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
[hidden]{display:none!important}
iframe{position:absolute;inset-block-end:68px;inset-inline-end:0;inline-size:min(384px,calc(100vw - 2*var(--x)));block-size:min(640px,calc(100vh - var(--y) - 88px));
border:0;border-radius:14px;box-shadow:0 8px 40px #0005;background:#fff;color-scheme:normal}
[data-side=start] iframe{inset-inline:0 auto}
[data-theme=dark] iframe{background:#12181e}
.full iframe{position:fixed;inset:var(--top,0px) 0 auto;inline-size:100%;block-size:var(--height,100%);border-radius:0}
.full button{display:none}
@media(prefers-color-scheme:dark){[data-theme=auto] iframe{background:#12181e}}
@media(prefers-reduced-motion:no-preference){iframe{animation:come .15s ease-out}@keyframes come{from{opacity:0;transform:translateY(8px)}}}`;
