/** The look of a rendered ticket. Every rule starts at `.jira-ticket`, so that it can stand in any page. */
export const TICKET_STYLE = `
.jira-ticket{font:14px/1.5 -apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;color:#172b4d;background:#fff;border:1px solid #dfe1e6;border-radius:8px;padding:24px 28px;display:grid;grid-template-columns:minmax(0,1fr) 280px;gap:0 36px}
.jira-ticket *{box-sizing:border-box}
.jira-ticket header{grid-column:1/-1}
.jira-ticket .crumbs{color:#5e6c84;font-size:13px}
.jira-ticket h1{font-size:24px;line-height:1.25;font-weight:600;margin:6px 0 18px;overflow-wrap:anywhere}
.jira-ticket h2,.jira-ticket h3,.jira-ticket h4,.jira-ticket h5,.jira-ticket h6{line-height:1.3;margin:20px 0 6px;font-weight:600}
.jira-ticket h2{font-size:17px}.jira-ticket h3{font-size:15px}.jira-ticket h4,.jira-ticket h5,.jira-ticket h6{font-size:14px}
.jira-ticket section>h2:first-child{font-size:14px;margin:0 0 8px}
.jira-ticket section{margin-bottom:26px}
.jira-ticket p{margin:0 0 10px;overflow-wrap:anywhere}
.jira-ticket a{color:#0052cc;text-decoration:none}.jira-ticket a:hover{text-decoration:underline}
.jira-ticket ul,.jira-ticket ol{margin:0 0 10px;padding-left:24px}.jira-ticket li>p{margin:0 0 4px}
.jira-ticket hr{border:0;border-top:1px solid #dfe1e6;margin:18px 0}
.jira-ticket code{font:12.5px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;background:#f4f5f7;border-radius:3px;padding:1px 4px}
.jira-ticket pre{background:#f4f5f7;border-radius:4px;padding:12px 14px;overflow-x:auto;margin:0 0 12px}.jira-ticket pre code{background:none;padding:0;white-space:pre}
.jira-ticket blockquote{border-left:3px solid #dfe1e6;margin:0 0 10px;padding-left:14px;color:#5e6c84}
.jira-ticket .table{overflow-x:auto;margin:0 0 14px}.jira-ticket table{border-collapse:collapse;width:100%}
.jira-ticket th,.jira-ticket td{border:1px solid #c1c7d0;padding:6px 10px;text-align:left;vertical-align:top}.jira-ticket th{background:#f4f5f7;font-weight:600}
.jira-ticket th p,.jira-ticket td p{margin:0}
.jira-ticket .panel{display:flex;gap:10px;border-radius:4px;padding:12px 14px;margin:0 0 12px;background:#deebff}.jira-ticket .panel>div{min-width:0;flex:1}.jira-ticket .panel p:last-child{margin:0}
.jira-ticket .panel-note{background:#eae6ff}.jira-ticket .panel-tip,.jira-ticket .panel-success{background:#e3fcef}.jira-ticket .panel-warning{background:#fffae6}.jira-ticket .panel-error{background:#ffebe6}
.jira-ticket details{border:1px solid #dfe1e6;border-radius:4px;padding:8px 12px;margin:0 0 12px}.jira-ticket summary{cursor:pointer;font-weight:500}.jira-ticket details[open] summary{margin-bottom:8px}
.jira-ticket .lozenge{display:inline-block;border-radius:3px;padding:0 5px;font-size:11px;line-height:17px;font-weight:700;text-transform:uppercase;background:#dfe1e6;color:#42526e}
.jira-ticket .lozenge-green{background:#e3fcef;color:#006644}.jira-ticket .lozenge-blue{background:#deebff;color:#0747a6}.jira-ticket .lozenge-yellow{background:#fff0b3;color:#172b4d}.jira-ticket .lozenge-red{background:#ffebe6;color:#bf2600}.jira-ticket .lozenge-purple{background:#eae6ff;color:#403294}
.jira-ticket .card,.jira-ticket .mention{background:#f4f5f7;border-radius:3px;padding:1px 5px;overflow-wrap:anywhere}
.jira-ticket .label{display:inline-block;background:#f4f5f7;border-radius:3px;padding:0 6px;margin:0 4px 4px 0;font-size:12px;overflow-wrap:anywhere}
.jira-ticket aside dl{border:1px solid #dfe1e6;border-radius:4px;margin:0;padding:12px 16px}.jira-ticket aside dt{color:#5e6c84;font-size:12px;font-weight:600;margin-top:10px}.jira-ticket aside dt:first-child{margin-top:0}.jira-ticket aside dd{margin:2px 0 0;overflow-wrap:anywhere}
.jira-ticket .comment{border-top:1px solid #ebecf0;padding:12px 0 2px}.jira-ticket .comment>.by{font-size:13px;color:#5e6c84;margin-bottom:4px}.jira-ticket .comment .by b{color:#172b4d}
.jira-ticket .links{list-style:none;padding:0}.jira-ticket .links li{border:1px solid #ebecf0;border-radius:4px;padding:6px 10px;margin-bottom:4px}.jira-ticket .links small{color:#5e6c84;margin-right:8px}
.jira-ticket .empty{color:#7a869a}
@media (max-width:800px){.jira-ticket{grid-template-columns:minmax(0,1fr)}}
`.trim()

/** The look of a page of tickets around the tickets themselves. */
export const PAGE_STYLE = `
body{margin:0;background:#f7f8f9;font:14px/1.5 -apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;color:#172b4d}
main{max-width:1120px;margin:0 auto;padding:28px 20px 60px}
nav ol{list-style:none;padding:0;margin:0 0 24px;background:#fff;border:1px solid #dfe1e6;border-radius:8px}
nav li{padding:8px 16px;border-top:1px solid #ebecf0;overflow-wrap:anywhere}nav li:first-child{border-top:0}nav a{color:#0052cc;text-decoration:none;margin-right:10px}
.jira-ticket{margin-bottom:28px}
`.trim()
