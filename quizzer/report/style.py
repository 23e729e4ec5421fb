"""The style sheet of the page: for light and dark, for narrow and wide windows, and for paper."""

STYLE = """
:root{color-scheme:light dark;--ground:#faf7f1;--card:#fffdf9;--ink:#2c2a27;--quiet:#6b655d;--line:#e0d8ca;
--accent:#a8481f;--soft:#f0d9cb;--good:#3f6f35;--goodsoft:#dfead9;--second:#3c6478;
--s0:#ebe4d8;--s1:#efcdb8;--s2:#dd9a76;--s3:#c26a3e;--s4:#8f3a15}
@media (prefers-color-scheme:dark){:root{--ground:#15181e;--card:#1c2028;--ink:#dcdfe4;--quiet:#9aa1ac;--line:#313743;
--accent:#f0b27a;--soft:#4a3a2c;--good:#9cc48a;--goodsoft:#2a3a2b;--second:#8fb8c9;
--s0:#262b35;--s1:#4f4034;--s2:#85633f;--s3:#bb8a58;--s4:#f0b27a}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:70rem;padding:1.5rem 1rem 3rem;background:var(--ground);color:var(--ink);
font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
h1{font-size:1.7rem;line-height:1.2;margin:0}
h2{font-size:1.2rem;margin:2.2rem 0 .6rem}
h3{font-size:1rem;line-height:1.3;margin:0}
p{margin:.3rem 0}
.quiet,figcaption,dt,th,svg text{color:var(--quiet);fill:var(--quiet)}
.quiet,figcaption{font-size:.875rem}
.grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(19rem,100%),1fr));gap:1rem}
.two{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(24rem,100%),1fr));gap:1rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:1rem;margin:0;min-width:0}
.head{display:flex;gap:.6rem;justify-content:space-between;align-items:baseline}
.badge{font-size:.8rem;white-space:nowrap;border-radius:1rem;padding:.1rem .6rem;
background:var(--s0);color:var(--quiet)}
.badge.good{background:var(--goodsoft);color:var(--good);font-weight:600}
.meter{position:relative;height:.8rem;border-radius:.4rem;background:var(--s0);margin:.6rem 0 .2rem;overflow:hidden}
.meter i{display:block;height:100%;background:var(--accent)}
.meter.good i{background:var(--good)}
.meter b{position:absolute;top:0;bottom:0;width:2px;background:var(--ink);opacity:.55}
.big{font-size:1.6rem;font-weight:650;line-height:1.2}
.sum{display:flex;flex-wrap:wrap;gap:.4rem 2.2rem;margin:1rem 0 0}
.sum div{min-width:6rem}
dl{display:grid;grid-template-columns:auto 1fr;gap:.1rem .8rem;margin:.5rem 0;font-size:.9rem}
dd{margin:0}
ol{margin:.3rem 0 0;padding-left:1.3rem;font-size:.875rem}
svg{display:block;width:100%;height:auto}
svg text{font:10px system-ui,sans-serif}
.wide svg{max-width:48rem}.wide svg text{font-size:8px}
.square svg{max-width:22rem;margin:0 auto}
.rule{stroke:var(--line);stroke-width:1}.area{fill:var(--soft);opacity:.7}
.curve{fill:none;stroke:var(--accent);stroke-width:2;stroke-linejoin:round}
.dot,.bar{fill:var(--accent)}.late{fill:var(--second)}
.diagonal{stroke:var(--quiet);stroke-dasharray:4 4}.bubble{fill:var(--accent);fill-opacity:.75;stroke:var(--card)}
.s0{fill:var(--s0)}.s1{fill:var(--s1)}.s2{fill:var(--s2)}.s3{fill:var(--s3)}.s4{fill:var(--s4)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}
th,td{padding:.35rem .6rem;text-align:right;border-bottom:1px solid var(--line);white-space:nowrap}
th:first-child{text-align:left}thead th{font-weight:500}tbody th{color:var(--ink);font-weight:600}
td .meter{height:.35rem;margin:.15rem 0 0;min-width:3.5rem}
footer{margin-top:2.5rem;border-top:1px solid var(--line);padding-top:.8rem}
@media (max-width:30rem){.wide svg text{font-size:9px}th,td{font-size:.74rem}td .meter{min-width:2rem}
body{padding:1rem .7rem 2rem}.card{padding:.8rem}th,td{padding:.3rem .25rem}}
@media print{:root{--ground:#fff;--card:#fff;--ink:#000;--quiet:#444;--line:#bbb;--accent:#a8481f;--soft:#f0d9cb;
--good:#3f6f35;--goodsoft:#dfead9;--second:#3c6478;--s0:#e8e8e8;--s1:#efcdb8;--s2:#dd9a76;--s3:#c26a3e;--s4:#8f3a15}
body{max-width:none;padding:0;font-size:11pt;-webkit-print-color-adjust:exact;print-color-adjust:exact}
.card,tr,figure{break-inside:avoid}h2{break-after:avoid}.grid{grid-template-columns:1fr 1fr}
.two{grid-template-columns:1fr 1fr}.scroll{overflow:visible}}
"""

CLASS_STYLE = """
body{max-width:84rem}
caption{text-align:left;padding:0 .5rem .4rem}
ul{margin:.4rem 0 0;padding-left:1.1rem;font-size:.9rem}
.class th,.class td{padding:.3rem .5rem}
.class tbody th,.class thead th:first-child{position:sticky;left:0;background:var(--card)}
.class td .quiet{font-size:.75rem}
.class .low{background:var(--soft);font-weight:650}
.class .low .meter{background:var(--line)}
tfoot td,tfoot th{border-bottom:0;border-top:2px solid var(--line)}
@page{size:landscape}
@media print{h2.sheet{break-before:page;margin-top:0}.scroll.card{break-inside:auto;padding:.3rem}
.class{font-size:8pt;line-height:1.3}.class th,.class td{padding:.06rem .3rem}.class tbody th{position:static}
.class td .meter{min-width:2rem;height:.22rem;margin:0}.class thead{display:table-header-group}
.class tfoot{display:table-row-group}.class td .quiet{display:inline;font-size:6pt;margin-left:.4em}}
"""
"""What the page of a class has besides: tables of many learners, printed across the sheet."""
