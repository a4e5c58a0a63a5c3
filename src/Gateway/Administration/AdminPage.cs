using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Catalog.Core.Decisions;
using Catalog.Core.Grants;
using Catalog.Gateway.Approvals;
using Catalog.Gateway.Downstreams;
using Catalog.Gateway.Pinning;

namespace Catalog.Gateway.Administration;

/// <summary>The admin page as text. Whatever an agent or a server wrote is made visible first and encoded last. Only the live log needs its script.</summary>
internal static class AdminPage
{
    private const string Style = """
        :root{color-scheme:light dark;--line:#8884;--go:#176b3a;--stop:#a11;--calm:#8882}
        @media(prefers-color-scheme:dark){:root{--go:#2f9e5f;--stop:#e06060}}
        body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}
        h1{font-size:1.3rem}h2{font-size:1.1rem;margin:2rem 0 .4rem}p{margin:.4rem 0}
        .wide{overflow-x:auto}table{border-collapse:collapse;width:100%;min-width:44rem;font-size:.92rem}
        th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:break-word;max-width:22rem}
        th{font-weight:600;white-space:nowrap}td.n{font-variant-numeric:tabular-nums;white-space:nowrap}
        tr.more td{border-bottom:0;padding-bottom:0}tr.of td{max-width:none;padding-top:.1rem}tr.of span{display:block}
        button{font:inherit;font-size:.9rem;padding:.2rem .7rem;border:1px solid var(--stop);border-radius:6px;color:var(--stop);background:none}
        button.out{border-color:var(--line);color:inherit}form.out{display:flex;flex-wrap:wrap;align-items:center;gap:.3rem .9rem}
        button.go{border-color:var(--go);color:var(--go)}
        pre{overflow-x:auto;border:1px solid var(--line);border-radius:6px;padding:.6rem;font-size:.85rem}details{margin:.4rem 0}summary{cursor:pointer}
        .well{color:var(--go);font-weight:600}.ill{color:var(--stop);font-weight:600}.quiet{opacity:.75}
        input{font:inherit;padding:.45rem;width:22rem;max-width:100%}
        @media(max-width:46rem){table{min-width:0}table,tbody{display:block}thead{display:none}
        tr{display:flex;flex-wrap:wrap;gap:0 .9rem;padding:.4rem 0;border-bottom:1px solid var(--line)}tr.more{border-bottom:0;padding-bottom:0}
        td{border:0;padding:0;max-width:100%}td:empty{display:none}td[data-of]::before{content:attr(data-of) ": ";opacity:.75}}
        """;

    // New rows come in at the top; texts are put in as texts.
    private const string Script = """
        'use strict';const rows=document.getElementById('log'),state=document.getElementById('live');
        const feed=new EventSource('/admin/log');
        feed.onopen=()=>{state.textContent='New entries appear by themselves.'};
        feed.onerror=()=>{state.textContent='The live log is interrupted; it is taken up again by itself while you are signed in.'};
        feed.onmessage=e=>{const cells=JSON.parse(e.data),row=document.createElement('tr');
        cells.forEach((text,i)=>{const cell=document.createElement('td');cell.textContent=text;if(i===0)cell.className='n';
        if(i===4)cell.className=text==='allow'?'well':text==='deny'||text==='refuse'?'ill':'';row.append(cell)});
        rows.prepend(row);while(rows.rows.length>200)rows.deleteRow(-1)};
        """;

    public static string StyleHash { get; } = Hash(Style);

    public static string ScriptHash { get; } = Hash(Script);

    public static string Notice(string title, string text) => Page(title, $"<p>{Text(text)}</p><p><a href=\"/admin\">Back to the gateway</a></p>");

    public static string SignIn(string? wrong) => Page("Sign in to the gateway", $"""
        {(wrong is null ? "" : $"<p class=\"ill\">{Text(wrong)}</p>")}
        <p>The page is for approvers: <code>catalog approvals init</code> makes a secret.</p>
        <form method="post" action="/approvals/sign-in"><input type="hidden" name="back" value="/admin">
        <p><label>Approver's secret<br><input type="password" name="secret" autocomplete="off" required></label></p><button class="go">Sign in</button></form>
        """);

    public static string Show(AdminView view, ApproverSession session) => Page("Gateway", $"""
        <form class="out" method="post" action="/approvals/sign-out"><input type="hidden" name="token" value="{Text(session.FormToken)}"><input type="hidden" name="back" value="/admin">
        <span class="quiet">As of {Moment(view.Now)}, signed in as {Text(session.Approver)}. <a href="/admin">Read again</a></span> <button class="out">Sign out</button></form>
        {Servers(view)}{Changed(view)}{Approvals(view)}{Grants(view, session)}{Callers(view)}{Denials(view)}{Observed(view)}{Log(view)}
        <script>{Script}</script>
        """);

    private static string Servers(AdminView view) => Section("Servers", view.Servers.Count == 0, "No server is served.", ["Server", "Where", "State", "Sessions", "Tools", "Policy without a grant"], view.Servers.Select(s => Row(
        $"<td>{Text(s.Name)}</td><td>{Text(s.Where)}</td>"
        + $"<td><span class=\"{(s.IsWell switch { true => "well", false => "ill", null => "quiet" })}\">{Text(s.State)}</span>{(s.StateAt is { } at ? $" <span class=\"quiet\">{Ago(view.Now, at)}</span>" : "")}</td>"
        + $"<td class=\"n\">{s.Sessions}</td>"
        + $"<td>{(s.Tools is { } tools ? tools.ToString(CultureInfo.InvariantCulture) : "<span class=\"quiet\">not listed yet</span>")}{(s.HeldBack.Count > 0 ? $"<br><span class=\"ill\">held back, for they changed: {Text(string.Join(", ", s.HeldBack))}</span>" : "")}</td>"
        + $"<td>{(s.Policy is null ? $"<span class=\"quiet\">{(s.Name == Visitors.AnyServer ? "each server's own" : "none: denied")}</span>" : Text(s.Policy))}</td>")));

    private static string Changed(AdminView view) => view.Changed.Count == 0 ? "" : $"<h2>Definitions that are not what was pinned</h2><p class=\"quiet\">To trust one: <code>catalog gateway pins accept SERVER TOOL --hash HASH</code></p>{string.Concat(view.Changed.Select(p =>
        $"<details><summary>{Text(p.Server)}: {Text(p.Tool)}, since {Ago(view.Now, p.SeenAt ?? p.PinnedAt)}</summary><p><code>{Text(p.SeenHash ?? "")}</code></p>"
        + $"<pre>{string.Concat(PinDifference.Lines(p).Select(static line => $"<span class=\"{(line[0] switch { '+' => "well", '-' => "ill", _ => "quiet" })}\">{Text(line)}</span>\n"))}</pre></details>"))}";

    private static string Approvals(AdminView view) => Section("Calls that wait for a person", view.Waiting.Count == 0, "Nothing waits.", ["Asked", "Server", "Tool", "Caller", "Why", ""], view.Waiting.Select(a => Row(
        $"<td class=\"n\">{Ago(view.Now, a.AskedAt)}</td><td>{Text(a.Request.Server)}</td><td>{Text(a.Request.Tool)}</td><td>{Text(ApprovalText.CallerOf(a.Request))}</td>"
        + $"<td>{Text(string.Join("; ", a.Request.Messages))}</td><td><a href=\"/approvals/{Text(a.Id)}\">Look and decide</a></td>")));

    private static string Grants(AdminView view, ApproverSession session) => Section("Grants", view.Grants.Count + view.Declared.Count == 0, "There is no grant: catalog grant add makes one.", ["Grant", "Label", "Servers", "Policy", "Limits", "Good until", "Last use", ""],
        view.Declared.Select(g => GrantRow(g, view.Now, "not since the start", "<span class=\"quiet\">in the gateway's file</span>"))
            .Concat(view.Grants.Select(g => GrantRow(g, view.Now, "never", IsLive(g, view.Now) ? $"<form method=\"post\" action=\"/admin/grants/{Uri.EscapeDataString(g.Id)}/revoke\"><input type=\"hidden\" name=\"token\" value=\"{Text(session.FormToken)}\"><button>Revoke</button></form>" : ""))));

    private static string Callers(AdminView view) => view.Callers is not { } callers ? "" : Section("Callers by access tokens", callers.Count == 0, "None came since the start.", ["Grant", "Issuer", "Subject", "Client", "Requests", "Last use"],
        callers.Take(AdminReader.MostCallers).Select(c => Row(
            $"<td>{Text(c.Grant)}</td><td>{Text(c.Issuer)}</td><td>{Text(c.Subject)}</td><td>{Text(c.Client ?? "–")}</td><td class=\"n\">{c.Requests}</td><td class=\"n\">{Ago(view.Now, c.UsedAt)}</td>")))
        + (callers.Count == 0 ? "" : $"<p class=\"quiet\">Since the start{(callers.Count > AdminReader.MostCallers ? $", the {AdminReader.MostCallers} that came last" : "")}. To refuse one: its subject, client or grant under <code>deny</code> of <code>oauth</code> in the gateway's file.</p>");

    private static string GrantRow(Grant g, DateTimeOffset now, string unused, string end) => Row(
        $"<td>{Text(g.Id)}</td><td>{Text(g.Label)}</td><td>{Text(g.Servers.Contains("*", StringComparer.Ordinal) ? "all" : string.Join(", ", g.Servers))}</td><td>{Text(PoliciesOf(g))}</td><td>{(g.Limits is { } limits ? Text(limits.Describe()) : "<span class=\"quiet\">as every grant</span>")}</td><td>{Until(g, now)}</td>"
        + $"<td class=\"n\">{(g.LastUsedAt is { } used ? Ago(now, used) : $"<span class=\"quiet\">{unused}</span>")}</td><td>{end}</td>");

    private static string Denials(AdminView view) => Section($"Denied most often {Span(view)}", view.Denials.Count == 0, "Nothing was denied.", ["Times", "Server", "Tool or method", "Rule", "Last"], view.Denials.Select(d => Row(
        $"<td class=\"n\">{d.Count}</td><td>{Text(d.Server)}</td><td>{Text(d.What.Length > 0 ? d.What : "–")}</td><td><code>{Text(d.Rule)}</code></td><td class=\"n\">{Ago(view.Now, d.Last)}</td>")));

    // What to do about a rule is a sentence of some length: it stands below its row, which would be all of the page's height in a column.
    private static string Observed(AdminView view) => Section($"What observed rules would have denied {Span(view)}", view.Observed.Count == 0, "No observed rule would have changed a call.", ["Times", "Server", "Tool", "Grant", "Rule", "Would", "Last"], view.Observed.Select(o =>
        $"<tr class=\"more\"><td class=\"n\">{o.Count}</td><td>{Text(o.Server)}</td><td>{Text(o.Tool ?? "–")}</td><td>{Text(o.Grant ?? "–")}</td><td><code>{Text(o.Rule)}</code></td>"
        + $"<td>{(o.Would == DecisionKind.Pending ? "ask a person" : "deny")}</td><td class=\"n\">{Ago(view.Now, o.Last)}</td></tr>"
        + $"<tr class=\"of\"><td></td><td colspan=\"6\"><span>To enforce it: {Text(o.ToEnforce)}</span><span class=\"quiet\">To keep allowing it: {Text(o.ToAllow)}</span></td></tr>"));

    private static string Log(AdminView view) => $"""
        <h2>Decision log</h2><p id="live" class="quiet">The newest {AdminReader.LogLines} entries of the last day.</p>
        <div class="wide"><table><thead><tr><th>Time (UTC)</th><th>Server</th><th>Grant</th><th>Tool or method</th><th>Decision</th><th>Rule</th></tr></thead>
        <tbody id="log">{string.Concat(view.Log.Select(LogRow))}</tbody></table></div>
        """;

    /// <summary>Of what the counts are: a busy gateway writes more in a day than a page should count.</summary>
    private static string Span(AdminView view) =>
        view.CountedFrom is { } from ? $"in the newest {AdminReader.MostEntries} entries of the log, since {Moment(from)}" : "in the last day";

    private static string LogRow(DecisionLogEntry entry)
    {
        var cells = LogFeed.Cells(entry);
        var css = entry.Decision switch { DecisionKind.Allow => "well", DecisionKind.Deny or DecisionKind.Refuse => "ill", _ => "" };
        return Row(string.Concat(cells.Select((text, i) => $"<td{(i == 0 ? " class=\"n\"" : i == 4 ? $" class=\"{css}\"" : "")}>{HtmlEncoder.Default.Encode(text)}</td>")));
    }

    private static string Section(string title, bool isEmpty, string empty, string[] heads, IEnumerable<string> rows) => isEmpty
        ? $"<h2>{Text(title)}</h2><p class=\"quiet\">{Text(empty)}</p>"
        : $"<h2>{Text(title)}</h2><div class=\"wide\"><table><thead><tr>{string.Concat(heads.Select(static h => $"<th>{Text(h)}</th>"))}</tr></thead><tbody>{string.Concat(rows.Select(row => Labelled(row, heads)))}</tbody></table></div>";

    /// <summary>Cells with the names of their columns, which a narrow page shows in front of each. What somebody else wrote is encoded, so every tag here is the page's own.</summary>
    private static string Labelled(string row, string[] heads)
    {
        var cells = row.Split("<td");
        return string.Join("<td", cells.Select((cell, i) => i > 0 && i <= heads.Length && heads[i - 1].Length > 0 ? $" data-of=\"{Text(heads[i - 1])}\"{cell}" : cell));
    }

    private static string Row(string cells) => $"<tr>{cells}</tr>";

    private static string PoliciesOf(Grant grant)
    {
        // What the file says of servers that the grant is not good for binds nothing.
        var own = grant.Policies.Where(p => grant.IsFor(p.Key)).OrderBy(static p => p.Key, StringComparer.Ordinal).Select(static p => $"{p.Key}: {p.Value}").ToList();
        var otherwise = grant.Policy ?? "none: denied";
        return own.Count == 0 ? otherwise : !grant.Servers.Contains("*", StringComparer.Ordinal) && own.Count == grant.Servers.Count ? string.Join(", ", own) : $"{string.Join(", ", own)}; other servers: {otherwise}";
    }

    private static bool IsLive(Grant grant, DateTimeOffset now) => grant.RevokedAt is null && (grant.ExpiresAt is null || grant.ExpiresAt > now);

    private static string Until(Grant grant, DateTimeOffset now) => grant switch
    {
        { RevokedAt: { } revoked } => $"<span class=\"ill\">revoked {Ago(now, revoked)}</span>",
        { ExpiresAt: { } expires } when expires <= now => "<span class=\"ill\">expired</span>",
        { ExpiresAt: { } expires } => Moment(expires),
        _ => "<span class=\"quiet\">no end set</span>",
    };

    private static string Ago(DateTimeOffset now, DateTimeOffset then)
    {
        var time = now - then;
        var text = time.TotalSeconds < 90 ? $"{Math.Max(0, (int)time.TotalSeconds)} s ago" : time.TotalMinutes < 90 ? $"{(int)time.TotalMinutes} min ago" : time.TotalHours < 36 ? $"{(int)time.TotalHours} h ago" : $"{(int)time.TotalDays} days ago";
        return $"<time datetime=\"{then.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}\" title=\"{Moment(then)}\">{text}</time>";
    }

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Page(string title, string body) => $"""
        <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Text(title)}</title><style>{Style}</style></head><body><h1>{Text(title)}</h1>{body}</body></html>
        """;

    private static string Text(string text) => HtmlEncoder.Default.Encode(VisibleText.Of(text));

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
