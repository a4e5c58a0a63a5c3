using Catalog.Api.Shell;

namespace Catalog.Api.Tools;

/// <summary>The dates and versions behind a page.</summary>
internal static class ToolProvenance
{
    public static Html Render(ToolView view)
    {
        var p = view.Provenance;
        return Html.Of($"""
            <dl class="provenance">
              {Row("Tool first seen", Parts.Time(p.FirstSeen))}
              {Row("This definition first seen", Parts.Time(p.DefinedAt))}
              {Row("Classified", Html.Of($"{Parts.Time(p.ClassifiedAt)} by classifier <code>{p.Classifier}</code>"))}
              {Row("Server last looked at", Parts.Time(p.LastSeen))}
              {Row("Read from", Html.Of($"<code>{p.Source}</code>{(p.Version is null || p.Source.EndsWith(p.Version, StringComparison.Ordinal) ? "" : $", version {p.Version}")}{(p.Commit is null ? "" : $", commit {p.Commit[..Math.Min(12, p.Commit.Length)]}")}"))}
              {Location(p)}
              {(p.Extractor is null ? Html.Empty : Row("Read by", Html.Of($"extractor <code>{p.Extractor}</code>")))}
              {Row("Definition", Html.Of($"<code class=\"hash\">sha256:{p.DefinitionHash}</code>"))}
            </dl>
            {History(view)}
            """);
    }

    private static Html Location(ProvenanceView p)
    {
        if (p.Location is null)
        {
            return Html.Empty;
        }

        var place = Html.Of($"<code>{p.Location}</code>");
        if (SiteUrl.OutsideOrNull(p.LocationUrl) is { } url)
        {
            return Row("Defined in", Html.Of($"<a href=\"{url}\" rel=\"nofollow noreferrer\">{place} ↗</a>"));
        }

        // A package is not its repository: what was published may differ from what lies there, and no commit says which state it was made of.
        return Row("Defined in", p.Commit is null && SiteUrl.OutsideOrNull(p.Repository) is { } repository
            ? Html.Of($"{place} of what was published. Its author names <a href=\"{repository}\" rel=\"nofollow noreferrer ugc\">this repository ↗</a>; no commit says which state of it that is.")
            : place);
    }

    private static Html History(ToolView view) => view.History.Count <= 1
        ? Html.Of($"<p class=\"quiet\">Neither the definition nor the classification has changed since it was first seen.</p>")
        : Html.Of($"""
            <h3>What it was before</h3>
            <ol class="history">{view.History.Select(static h => Html.Of($"""<li>{Parts.Time(h.From)} to {(h.Until is { } until ? Parts.Time(until) : Html.Of($"now"))}: {h.Category.ToString()}, {Parts.RiskMark(h.Risk)} <span class="quiet">definition {h.Definition[..12]}, classifier {h.Classifier}</span></li>"""))}</ol>
            """);

    private static Html Row(string label, Html value) => Html.Of($"<div><dt>{label}</dt><dd>{value}</dd></div>");
}
