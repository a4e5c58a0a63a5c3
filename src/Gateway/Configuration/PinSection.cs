using Catalog.Core.Servers;
using Catalog.Gateway.Pinning;

namespace Catalog.Gateway.Configuration;

/// <summary>Reads <c>unknown_tools</c>, of all servers or of one, and <c>pins</c> of one.</summary>
internal static class PinSection
{
    public static readonly string[] Keys = ["from"];

    public static UnknownTools UnknownOf(MapReader map, UnknownTools otherwise) => map.Choice("unknown_tools", NameOf(otherwise), "allow", "warn", "block") switch
    {
        "warn" => UnknownTools.Warn,
        "block" => UnknownTools.Block,
        _ => UnknownTools.Allow,
    };

    /// <summary>Where definitions come from: the whole path of a file that is there, or the key of a server; null for none.</summary>
    public static string? FromOrNull(MapReader map, ConfigurationReading reading, ToolChanges changes, UnknownTools unknown)
    {
        if (changes == ToolChanges.Allow && (map.Has("pins") || unknown != UnknownTools.Allow))
        {
            map.Add(map.Has("pins") ? "pins" : "unknown_tools", "with `tool_changes: allow` nothing is pinned: set it to `block` or `warn`, or leave `pins` and `unknown_tools` out");
            return null;
        }

        if (map.FindOrNull("pins") is not { } node || MapReader.OfOrNull(node, reading, "pins", Keys) is not { } pins || pins.RequiredOrNull("from") is not { } from)
        {
            return null;
        }

        var path = reading.PathOf(from);
        if (File.Exists(path))
        {
            return path;
        }

        if (ServerKey.TryParse(from, out var key))
        {
            return key.ToString();
        }

        pins.Add("from", $"`{from}` is neither a file that is there nor the key of a server: write a file of `catalog export --server KEY`, or a key as in `npm:NAME`");
        return null;
    }

    private static string NameOf(UnknownTools unknown) => unknown switch
    {
        UnknownTools.Warn => "warn",
        UnknownTools.Block => "block",
        _ => "allow",
    };
}
