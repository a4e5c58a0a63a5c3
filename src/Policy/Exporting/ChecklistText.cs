using System.Text;
using Catalog.Policy.Recommending;

namespace Catalog.Policy.Exporting;

/// <summary>For clients whose rules cannot be written to a file: which tools to switch off by hand.</summary>
internal static class ChecklistText
{
    internal static string Of(string title, ClientExportInput input)
    {
        var byTreatment = ClientExports.ByTreatment(input);
        var text = new StringBuilder().Append("# ").Append(title).Append(": tools of `").Append(input.Alias).Append("`\n");
        Append(text, "Switch off", byTreatment[TreatmentKind.Denied]);
        Append(text, "Leave on, and confirm each call yourself (never \"always allow\")", byTreatment[TreatmentKind.Limited].Concat(byTreatment[TreatmentKind.Approval]));
        Append(text, "Leave on", byTreatment[TreatmentKind.Listed]);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string heading, IEnumerable<string> tools)
    {
        text.Append("\n## ").Append(heading).Append("\n\n");
        var names = tools.Order(StringComparer.Ordinal).ToList();
        foreach (var name in names)
        {
            text.Append("- `").Append(string.Concat(name.Where(static c => c != '`' && !char.IsControl(c)))).Append("`\n");
        }

        if (names.Count == 0)
        {
            text.Append("None.\n");
        }
    }
}
