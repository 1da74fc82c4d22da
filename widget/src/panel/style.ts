export const style = `
.badge{position:absolute;inset-block-start:-4px;inset-inline-end:-4px;min-inline-size:22px;padding-inline:4px;box-sizing:border-box;border-radius:11px;
background:#b3141f;color:#fff;font:700 13px/22px system-ui,sans-serif;text-align:center}
.told{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
[hidden]{display:none!important}
iframe{position:fixed;inset-block-end:calc(var(--gap) + 68px);inset-inline-end:var(--gap);inline-size:min(384px,calc(100vw - 2*var(--gap)));
block-size:min(640px,calc(100vh - var(--gap) - 88px));border:0;border-radius:14px;box-shadow:0 8px 40px #0005;background:Canvas;color-scheme:normal}
.full iframe{inset:var(--top,0px) 0 auto;inline-size:100%;block-size:var(--height,100%);border-radius:0}
.full button{display:none}
@media(prefers-reduced-motion:no-preference){iframe{animation:come .15s ease-out}@keyframes come{from{opacity:0;transform:translateY(8px)}}}`;
