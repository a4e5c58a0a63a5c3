using Catalog.Api.Shell;
using Catalog.Core.Classifications;

namespace Catalog.Api.Tools;

/// <summary>What each value of the argument that selects the action does, as a table; nothing where no argument selects it.</summary>
internal static class ToolActions
{
    public static Html Render(ToolView view)
    {
        var actions = view.Classification.Actions;
        return actions.Count == 0
            ? Html.Empty
            : Html.Of($"""
                <h3>By action</h3>
                <p>The argument <code>{actions[0].Argument}</code> selects what a call does. The tool as a whole is rated by the most severe of them.</p>
                <div class="table-wrap"><table class="actions"><thead><tr><th scope="col">Value</th><th scope="col">A call can</th><th scope="col">Risk</th><th scope="col">From the definition</th></tr></thead>
                <tbody>{actions.Select(Row)}</tbody></table></div>
                """);
    }

    private static Html Row(ActionVerdict action) => Html.Of($"""
        <tr><th scope="row"><code>{action.Value}</code></th><td>{Parts.CategoryChip(action.Category)}</td><td>{Parts.RiskMark(action.Risk)}</td><td>{(action.Evidence.Count > 1 ? Html.Of($"“{Words.Limit(action.Evidence[1].Quote, 160)}”") : Html.Of($"<span class=\"quiet\">the value itself</span>"))}</td></tr>
        """);
}
