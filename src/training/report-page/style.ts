export const style = `
:root{--ground:#f7f7f5;--card:#fff;--ink:#1d2327;--soft:#5c666d;--line:#e2e3df;--right:#2f7d5b;--wrong:#c2503f;--accent:#2f5fa8;--cell:47,95,168}
@media (prefers-color-scheme:dark){:root{--ground:#14181b;--card:#1c2226;--ink:#e6e9ea;--soft:#9aa5ab;--line:#2e363b;--right:#5cb98d;--wrong:#e58373;--accent:#83aef0;--cell:131,174,240}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
main{max-width:1120px;margin:0 auto;padding:32px 20px 64px}
html[data-language=en] [lang=zh],html[data-language=zh] [lang=en]{display:none}
header{display:flex;justify-content:space-between;align-items:flex-start;gap:16px}
h1{font-size:26px;margin:0;letter-spacing:-.01em}h2{font-size:17px;margin:0 0 2px}
p{margin:0;color:var(--soft)}
button{font:inherit;color:var(--ink);background:var(--card);border:1px solid var(--line);border-radius:8px;padding:6px 12px;cursor:pointer}
button:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;margin:24px 0}
.tile,section{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:16px 18px}
.tile strong{display:block;font-size:26px;font-weight:600;font-variant-numeric:tabular-nums}
.tile span{color:var(--soft);font-size:13px}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(420px,100%),1fr));gap:16px;margin-bottom:16px}
section{margin-bottom:16px}.pair section{margin:0}
svg{display:block;width:100%;height:auto;margin-top:10px}
svg text{fill:var(--soft);font-size:11px;font-family:inherit}
.axis{stroke:var(--line)}.even{stroke:var(--soft);stroke-dasharray:4 4}
.scroll{overflow:auto;max-height:560px;margin-top:12px}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:7px 10px;border-bottom:1px solid var(--line);vertical-align:top}
th{position:sticky;top:0;background:var(--card);font-weight:600;font-size:13px;color:var(--soft);z-index:1}
td.number,th.number{text-align:right;white-space:nowrap}
.bar{display:inline-block;width:90px;height:7px;border-radius:4px;background:var(--line);margin-right:8px;vertical-align:middle;overflow:hidden}
.bar i{display:block;height:100%;background:var(--right)}
.matrix td,.matrix th{padding:0;border:1px solid var(--line);font-size:11px;text-align:center}
.matrix td{width:26px;min-width:26px;height:24px}
.matrix th[scope=row]{position:sticky;left:0;text-align:right;padding:0 8px;white-space:nowrap}
.matrix thead th{height:120px;vertical-align:bottom;min-width:26px}
.matrix thead th span.name{display:inline-block;writing-mode:vertical-rl;transform:rotate(180deg);padding:6px 2px;max-height:118px;overflow:hidden;white-space:nowrap}
.wrong{color:var(--wrong)}.right{color:var(--right)}
.key{display:flex;gap:18px;font-size:13px;color:var(--soft);margin-top:6px}
.key i{display:inline-block;width:10px;height:10px;border-radius:3px;margin-right:6px}
code{font:12.5px ui-monospace,SFMono-Regular,Menlo,monospace;color:var(--soft);overflow-wrap:anywhere}
.near{display:block;font-size:13px;color:var(--soft)}
`
