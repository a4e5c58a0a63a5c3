using Catalog.Api.Shell;
using Catalog.Core.Changes;
using Catalog.Core.Servers;

namespace Catalog.Api.Changes;

/// <summary>One change as it stands in lists and logs.</summary>
internal static class ChangeParts
{
    private const int Shown = 8;

    /// <summary>A list item.</summary>
    /// <param name="change">The change.</param>
    /// <param name="named">True to name server and tool, as lists over many do.</param>
    /// <param name="withDay">False under a heading that says the day.</param>
    public static Html Row(ChangeEntry change, bool named, bool withDay = true) => Html.Of($"""
        <li class="change{(change.IsMarked ? " change-marked" : "")}">
          <div class="change-head">{Named(change, named)}{Html.If(change.Details.After?.Risk is not null, () => Parts.RiskMark(change.Details.After!.Risk!.Value))}{Html.If(change.IsMarked, static () => Html.Of($"<span class=\"chip change-look\">look at this</span>"))}<span class="change-time">{(withDay ? Parts.Time(change.At) : Html.Of($"{change.At.UtcDateTime.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture)} UTC"))}</span></div>
          <p class="change-says">{Capital(change.Says)}{(change.IsBaseline ? ", where the catalog starts" : "")}.{Html.If(change.Details is { Before.Risk: not null, After.Risk: not null } && change.Details.Before.Risk != change.Details.After.Risk, () => Html.Of($" <span class=\"change-way\">{Parts.RiskMark(change.Details.Before!.Risk!.Value)} → {Parts.RiskMark(change.Details.After!.Risk!.Value)}</span>"))}</p>
          {Marks(change.Details.Marks)}
          {Difference("Title", change.Details.Before?.Title, change.Details.After?.Title)}
          {Difference("Description", change.Details.Before?.Description, change.Details.After?.Description)}
          {Others(change.Details)}
        </li>
        """);

    /// <summary>A log on the page of a server or a tool; nothing where there is none.</summary>
    public static Html Log(IReadOnlyList<ChangeEntry> changes, int total, ChangeFilter filter, bool named) => changes.Count == 0
        ? Html.Of($"<p class=\"quiet\">Nothing has changed since it was first seen.</p>")
        : Html.Of($"""
            <ul class="changes">{changes.Select(change => Row(change, named && change.Tool is not null))}</ul>
            {Html.If(total > changes.Count, () => Html.Of($"<p><a href=\"{filter.ToUrl()}\">All {Words.Count(total, "change")}</a></p>"))}
            """);

    private static Html Named(ChangeEntry change, bool named)
    {
        if (!named)
        {
            return Html.Empty;
        }

        var server = ServerKey.Parse(change.Server);
        return change.Tool is null
            ? Html.Of($"<a class=\"tool-name\" href=\"{Links.Server(server)}\">{change.Server}</a>")
            : Html.Of($"{(change.Kind == ChangeKind.ToolVanished ? Html.Of($"<span class=\"tool-name\">{change.Tool}</span>") : Html.Of($"<a class=\"tool-name\" href=\"{Links.Tool(server, change.Tool)}\">{change.Tool}</a>"))}<span class=\"change-on\">on <a href=\"{Links.Server(server)}\">{change.Server}</a></span>");
    }

    private static Html Marks(IReadOnlyList<ChangeMark> marks) => marks.Count == 0
        ? Html.Empty
        : Html.Of($"""<ul class="change-marks">{marks.Take(Shown).Select(static mark => Html.Of($"<li><strong>{Label(mark.Kind)}</strong> {InlineCode.Of(Words.Limit(mark.Reason, 300))}{Html.If(mark.Field is not null, () => Html.Of($" <code class=\"change-field\">{Words.Limit(mark.Field!, 120)}</code>"))}</li>"))}{Html.If(marks.Count > Shown, () => Html.Of($"<li>and {Words.Number(marks.Count - Shown)} more</li>"))}</ul>""");

    private static Html Difference(string what, string? before, string? after) => before is null || after is null
        ? Html.Empty
        : Html.Of($"""<figure class="change-diff"><figcaption>{what}</figcaption><div class="diff-lines">{ChangeText.Difference(before, after).Select(Line)}</div></figure>""");

    private static Html Line(string line)
    {
        var text = Words.Limit(line[2..], 2000);
        return line[0] switch
        {
            '-' => Html.Of($"<del>{text}</del>"),
            '+' => Html.Of($"<ins>{text}</ins>"),
            _ => Html.Of($"<span>{text}</span>"),
        };
    }

    private static Html Others(ChangeDetails details)
    {
        List<Html> rows =
        [
            .. details.Schema.Where(static d => !d.Widens).Select(static d => Html.Of($"<li>{InlineCode.Of(Words.Limit(d.Says, 300))} <code class=\"change-field\">{Words.Limit(d.Field, 120)}</code></li>")),
            .. details.Annotations.Select(static a => Html.Of($"<li>{InlineCode.Of(Words.Limit(a, 300))}</li>")),
            .. details.SuspectTexts.Select(static s => Html.Of($"<li>{s.Severity.ToString()}: “{Words.Limit(s.Quote, 300)}” <code class=\"change-field\">{Words.Limit(s.Field, 120)}</code></li>")),
        ];
        return rows.Count == 0 ? Html.Empty : Html.Of($"<details class=\"change-more\"><summary>{Words.Count(rows.Count, "further difference")}</summary><ul>{rows}</ul></details>");
    }

    private static string Label(ChangeMarkKind kind) => kind switch
    {
        ChangeMarkKind.RaisesRisk => "Riskier:",
        ChangeMarkKind.WidensSchema => "Wider:",
        ChangeMarkKind.DropsHint => "Hint gone:",
        ChangeMarkKind.FalseHint => "False hint:",
        _ => "Poisoned text:",
    };

    private static string Capital(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
}
