using Catalog.Api.Changes;
using Catalog.Api.Policies;
using Catalog.Api.Shell;
using Catalog.Core.Servers;
using Catalog.Core.Snapshots;

namespace Catalog.Api.Servers;

internal static class ServerPage
{
    private const int MostDispatchers = 6;

    public static Html Render(ServerView view) => Layout.Page(
        view.Title,
        view.InShort,
        Html.Of($"""
            <nav class="crumbs" aria-label="Breadcrumb"><a href="{Links.Servers}">Servers</a></nav>
            <header class="page-head server-head">
              <div class="server-title"><h1>{view.Title}</h1>{Grade(view.Grade)}</div>
              <p class="key">{view.Server.Key.Value}{(view.Server.Snapshot.Version is null ? "" : $" · version {view.Server.Snapshot.Version}")}</p>
              {Html.If(view.Server.Description is { Length: > 0 }, () => Html.Of($"<p class=\"lead\">{Words.Limit(view.Server.Description!.Trim(), 500)}</p>"))}
              <p class="in-short">{view.InShort}</p>
              <p class="chips">{Outside("Repository", view.Server.Repository)}{Outside("Home page", view.Server.Homepage)}{Html.If(view.Server.License is { Length: > 0 }, () => Html.Of($"<span class=\"chip chip-quiet\">Licence {Words.Limit(view.Server.License!, 60)}</span>"))}</p>
            </header>
            {IdentityParts.Notes(view.Identity)}
            {LikenessParts.LookAlikes(view.LookAlikes)}
            {Suspects(view)}
            {Parts.CategoryBar(view.ByCategory)}
            <div class="server-columns">
            <section id="tools"><h2>{(view.Tools.Count == 0 ? "No tools" : Words.Count(view.Tools.Count, "tool") + ", the riskiest first")}</h2>
              {Html.If(view.Offered.Declared > view.Offered.AtStart, () => Html.Of($"<p class=\"quiet offered-counts\">The source declares {Words.Count(view.Offered.Declared, "tool")}: {view.Offered.InWords}.</p>"))}
              {Dispatchers(view)}
              {Html.If(view.Server.Notice is not null, () => Html.Of($"<p class=\"verdict server-notice\">{InlineCode.Of(view.Server.Notice! + ".")}</p>"))}
              {(view.Tools.Count == 0
                ? Html.Of($"""<p class="empty">No tools were found. A server whose tools are put together when it runs can be asked instead: <code>catalog crawl {GatewayCommands.Quote(view.Server.Snapshot.Source)} --introspect</code>.</p>""")
                : Html.Of($"""<ul class="tool-list">{view.Tools.Select(static t => Parts.ToolRow(t, withServer: false))}</ul>"""))}
              {NotOffered(view)}
            </section>
            <section id="policy"><h2>The policy for the whole server</h2>
              <p class="verdict"><strong>{(view.Tools.Count == 0 ? "No tool is known, so none is allowed" : view.Control.Verdict)}.</strong> Tools that a later version adds are denied until somebody lists them.</p>
              {PolicyParts.Document(view.Control.Portable, "policy-document")}
              {(view.Control.Gateway is null ? Html.Empty : Html.Of($"""
                <details class="more"><summary>With what the bundled gateway adds</summary>{PolicyParts.Document(view.Control.Gateway, "policy-gateway")}</details>
                """))}
              <h3>Three steps to enforce it</h3>
              {PolicyParts.Steps(view.Control)}
            </section>
            </div>
            {IdentityParts.Names(view.Identity)}
            {LikenessParts.Copies(view.Server.Key, view.Copies)}
            <section id="changes"><h2>What changed</h2>{ChangeParts.Log(view.Changes, view.ChangesTotal, new ChangeFilter(Server: view.Server.Key.Value), named: true)}</section>
            <section id="read"><h2>Where and when it was read</h2>{Read(view.Server)}</section>
            """),
        SiteUrl.Local(Links.Server(view.Server.Key).Value + ".json"));

    private static Html Grade(char? grade) => grade is { } letter
        ? Html.Of($"""<span class="grade grade-{char.ToLowerInvariant(letter).ToString()}" title="From the risks of its tools: halfway between their mean and the worst of them">Grade <strong>{letter.ToString()}</strong></span>""")
        : Html.Empty;

    private static Html Outside(string label, string? address) => SiteUrl.OutsideOrNull(address) is { } url
        ? Html.Of($"<a class=\"chip\" href=\"{url}\" rel=\"nofollow noreferrer ugc\">{label} ↗</a>")
        : Html.Empty;

    private static Html Suspects(ServerView view) => view.Suspects.Count == 0
        ? Html.Empty
        : Parts.Note("bad", Html.Of($"""
            <p><strong>Poisoned text.</strong> {Words.Count(view.Suspects.Count, "tool")} of this server {(view.Suspects.Count == 1 ? "has" : "have")} words that speak to an agent past its user, or hide:</p>
            <ul>{view.Suspects.Take(MostDispatchers).Select(suspect => Html.Of($"<li><a href=\"{Links.Tool(view.Server.Key, suspect.Key)}\"><code>{suspect.Key}</code></a> {Words.Limit(suspect.Value, 200)}</li>"))}</ul>
            """));

    private static Html Dispatchers(ServerView view) => view.Dispatchers.Count == 0
        ? Html.Empty
        : Html.Of($"""
            <p class="verdict dispatchers">{Html.Join([.. view.Dispatchers.Take(MostDispatchers).Select(name => Html.Of($"<a href=\"{Links.Tool(view.Server.Key, name)}\"><code>{name}</code></a> "))])}{(view.Dispatchers.Count > MostDispatchers ? $"and {Words.Number(view.Dispatchers.Count - MostDispatchers)} more " : "")}{(view.Dispatchers.Count == 1 ? "calls" : "call")} other tools: what {(view.Dispatchers.Count == 1 ? "it" : "they")} can do is what those can do{(view.NotOffered.Count == 0 ? "" : ", and tools that are declared and not offered may be among them")}.</p>
            """);

    private static Html NotOffered(ServerView view) => view.NotOffered.Count == 0
        ? Html.Empty
        : Html.Of($"""
            <details class="more not-offered"><summary>{Words.Count(view.NotOffered.Count, "tool")} declared and not offered</summary>
            <p class="quiet">The source defines {(view.NotOffered.Count == 1 ? "it" : "them")}, and nothing that runs registers {(view.NotOffered.Count == 1 ? "it" : "them")}: older copies, other programs of the same source, what is switched off. No policy here names {(view.NotOffered.Count == 1 ? "it" : "them")}.</p>
            <ul class="tool-list">{view.NotOffered.Select(static t => Parts.ToolRow(t, withServer: false))}</ul></details>
            """);

    private static Html Read(ServerRecord server)
    {
        var snapshot = server.Snapshot;
        return Html.Of($"""
            <dl class="provenance">
              {Row("Its tools were", Html.Text(Words.ReadHow(snapshot.Origin)))}
              {Row("From", Html.Of($"<code>{snapshot.Source}</code>"))}
              {(snapshot.Version is null ? Html.Empty : Row("Version", Html.Of($"<code>{snapshot.Version}</code>")))}
              {(snapshot.Commit is null ? Html.Empty : Row("Commit", Html.Of($"<code class=\"hash\">{snapshot.Commit}</code>")))}
              {Row("Content", Html.Of($"<code class=\"hash\">sha256:{snapshot.ContentHash}</code>"))}
              {Row(snapshot.Origin == SnapshotOrigin.Imported ? "Imported" : "Fetched", Parts.Time(snapshot.FetchedAt))}
              {Row("First seen", Parts.Time(server.FirstSeen))}
              {Row("Last looked at", Parts.Time(server.LastSeen))}
            </dl>
            """);
    }

    private static Html Row(string label, Html value) => Html.Of($"<div><dt>{label}</dt><dd>{value}</dd></div>");
}
