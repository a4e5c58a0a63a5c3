using Catalog.Api.Shell;

namespace Catalog.Api.Tools;

/// <summary>The parameters as a table that becomes a list on a narrow screen.</summary>
internal static class ToolParameters
{
    public static Html Render(ParameterList parameters)
    {
        if (!parameters.IsKnown)
        {
            return Html.Of($"<p>Its input schema is not known. That is not the same as taking no parameters.</p>");
        }

        if (parameters.Rows.Count == 0)
        {
            return Html.Of($"<p>It takes none: its input schema declares no parameters.</p>");
        }

        return Html.Of($"""
            <div class="table-wrap"><table class="parameters">
            <thead><tr><th scope="col">Name</th><th scope="col">Type</th><th scope="col">Required</th><th scope="col">Description, as the author writes it</th></tr></thead>
            <tbody>{parameters.Rows.Select(Row)}</tbody>
            </table></div>
            {Html.If(parameters.IsCut, static () => Html.Of($"<p class=\"quiet\">The schema goes on; this page as JSON has all of it.</p>"))}
            """);
    }

    private static Html Row(ParameterRow row) => Html.Of($"""
        <tr class="depth-{row.Depth}"><th scope="row"><code>{Words.Limit(row.Path, 120)}</code></th><td>{row.Type}</td><td>{(row.IsRequired ? "required" : "")}</td><td>{Html.If(row.Description is { Length: > 0 }, () => Html.Of($"<p>{Words.Limit(row.Description!.Trim(), 600)}</p>"))}{Html.If(row.Constraints.Count > 0, () => Html.Of($"<p class=\"constraints\">{Html.Join(" · ", row.Constraints.Select(static c => Html.Text(c)))}</p>"))}</td></tr>
        """);
}
