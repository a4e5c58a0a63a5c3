using System.Globalization;
using System.Text;
using Catalog.Policy.Recommending;

namespace Catalog.Policy.Exporting;

/// <summary>Codex: the lists of tools that a server of its configuration may and may not offer, of which the second wins.</summary>
internal sealed class CodexExport : IClientExport
{
    public string Id => "codex";

    public string Title => "Codex";

    public ClientRules Write(ClientExportInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var byTreatment = ClientExports.ByTreatment(input);
        var enabled = byTreatment[TreatmentKind.Listed].Concat(byTreatment[TreatmentKind.Limited]).Where(PolicyRecommender.CanBeListed);
        var disabled = byTreatment[TreatmentKind.Approval].Concat(byTreatment[TreatmentKind.Denied]).Where(PolicyRecommender.CanBeListed);
        var text = new StringBuilder();
        text.Append("# Add these lines to the table of this server.\n");
        text.Append(CultureInfo.InvariantCulture, $"[mcp_servers.{Quoted(input.Alias)}]\n");
        text.Append(CultureInfo.InvariantCulture, $"enabled_tools = [{Listed(enabled)}]\n");
        text.Append(CultureInfo.InvariantCulture, $"disabled_tools = [{Listed(disabled)}]\n");
        return new ClientRules
        {
            File = "~/.codex/config.toml",
            Text = text.ToString(),
            Notes =
            [
                "This client offers what is enabled and hides all else: it knows no limits and no rules on arguments, and tools that the policy puts before a person are hidden. The gateway enforces all of it.",
                $"The table is that of the server `{input.Alias}`, as it must be configured in the client.",
            ],
        };
    }

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal).Select(Quoted));

    // A basic string of TOML.
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' or '\\' => quoted.Append('\\').Append(rune),
                < 0x20 or 0x7F => quoted.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}"),
                _ => quoted.Append(rune),
            };
        }

        return quoted.Append('"').ToString();
    }
}
