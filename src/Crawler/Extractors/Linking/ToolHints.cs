using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Linking;

/// <summary>The author's claims about a tool, in the protocol's spelling.</summary>
internal static class ToolHints
{
    /// <summary>The protocol's name of a claim that is spelt in any way: <c>read_only_hint</c>, <c>readOnly</c>; null for what is none.</summary>
    public static string? NameOrNull(string written) =>
        written.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant() switch
        {
            "readonlyhint" or "readonly" => "readOnlyHint",
            "destructivehint" or "destructive" => "destructiveHint",
            "idempotenthint" or "idempotent" => "idempotentHint",
            "openworldhint" or "openworld" => "openWorldHint",
            "title" => "title",
            _ => null,
        };

    /// <summary>The claims of a record; null where it makes none that is constant.</summary>
    public static JsonObject? Read(Value value, Machine machine)
    {
        var claims = new JsonObject();
        foreach (var key in (value as RecordValue)?.Keys ?? [])
        {
            if (NameOrNull(key) is { } name && machine.GetMember(value, key).Primary is ConstantValue { IsNothing: false } constant)
            {
                claims[name] = constant.Text is { } text ? text : constant.Content is bool truth ? truth : null;
            }
        }

        return claims.Count > 0 ? claims : null;
    }
}
