using System.Text.RegularExpressions;
using Catalog.Gateway.Scanning;
using YamlDotNet.RepresentationModel;

namespace Catalog.Gateway.Configuration;

/// <summary>Reads <c>scan</c>: what is looked for in answers of servers; a server's own section stands in the place of the one for all.</summary>
internal static class ScanSection
{
    public static readonly string[] Keys = ["secrets", "hidden_text", "patterns"];
    public static readonly string[] PatternKeys = ["expression", "action"];

    private static readonly string[] Actions = ["off", "warn", "redact", "block"];

    public static ScanOptions Read(MapReader map, ConfigurationReading reading, ScanOptions otherwise)
    {
        if (map.FindOrNull("scan") is not { } node || MapReader.OfOrNull(node, reading, "scan", Keys) is not { } scan)
        {
            return otherwise;
        }

        return new ScanOptions
        {
            Secrets = ActionOf(scan, "secrets", ScanAction.Off),
            HiddenText = ActionOf(scan, "hidden_text", ScanAction.Off),
            Patterns = [.. scan.Entries("patterns", "a map of names, as in `ticket: {expression: \"TICKET-[0-9]+\", action: redact}`").Select(p => PatternOrNull(p.Name, p.Node, reading)).OfType<ScanPattern>()],
        };
    }

    private static ScanPattern? PatternOrNull(string name, YamlNode node, ConfigurationReading reading)
    {
        if (!Names.IsId(name))
        {
            reading.Add(node, $"the pattern name `{name}` must have 1 to 64 letters, digits, `-`, `_` and `.`: it stands in what is redacted");
        }

        if (MapReader.OfOrNull(node, reading, name, PatternKeys) is not { } map || map.RequiredOrNull("expression") is not { } expression)
        {
            return null;
        }

        try
        {
            _ = new Regex(expression, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (ArgumentException wrong)
        {
            map.Add("expression", $"`{expression}` is no regular expression: {wrong.Message.TrimEnd('.')}");
            return null;
        }
        catch (NotSupportedException wrong)
        {
            map.Add("expression", $"`{expression}` cannot be run in time linear to the text: {wrong.Message.TrimEnd('.')}");
            return null;
        }

        return new ScanPattern(name, expression, ActionOf(map, "action", ScanAction.Redact));
    }

    private static ScanAction ActionOf(MapReader map, string key, ScanAction otherwise) =>
        (ScanAction)Array.IndexOf(Actions, map.Choice(key, Actions[(int)otherwise], Actions));
}
