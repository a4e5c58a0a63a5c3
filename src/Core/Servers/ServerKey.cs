using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Catalog.Core.Servers;

/// <summary>
/// The stable identity of one MCP server: <c>npm:NAME</c>, <c>pypi:NAME</c>, <c>nuget:ID</c>, <c>github:OWNER/REPO[#FOLDER]</c>,
/// <c>git:URL[#FOLDER]</c>, <c>mcpb:NAME</c>, <c>remote:URL</c> or <c>import:REPO-or--/SERVER</c>. Compared ordinally; names of
/// GitHub and PyPI, which their services compare without case, are lowered when the key is made.
/// </summary>
[JsonConverter(typeof(ServerKeyJsonConverter))]
public sealed record ServerKey
{
    private static readonly string[] Kinds = ["npm", "pypi", "nuget", "github", "git", "mcpb", "remote", "import", "dir", "file"];

    private ServerKey(string value) => Value = value;

    /// <summary>The key as written, for example <c>npm:@modelcontextprotocol/server-memory</c>; 3 to 1,000 characters.</summary>
    public string Value { get; }

    /// <summary>What stands before the first colon, for example <c>npm</c>.</summary>
    public string Kind => Value[..Value.IndexOf(':', StringComparison.Ordinal)];

    /// <summary>What stands after the first colon, for example <c>@scope/name</c>.</summary>
    public string Name => Value[(Value.IndexOf(':', StringComparison.Ordinal) + 1)..];

    /// <summary>The key as a path segment of a URL; two keys never share one (<see cref="Slugs"/>).</summary>
    public string Slug => Slugs.Encode(Value);

    /// <summary>Reads a key.</summary>
    /// <returns>False for an unknown kind, an empty name, a control character or more than 1,000 characters.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ServerKey? key)
    {
        key = null;
        var colon = text?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        if (text is null || colon <= 0 || colon == text.Length - 1 || text.Length > 1000 || text.Any(char.IsControl))
        {
            return false;
        }

        if (!Kinds.Contains(text[..colon], StringComparer.Ordinal))
        {
            return false;
        }

        key = new ServerKey(text[..colon] is "pypi" or "github" ? LowerBeforeFolder(text) : text);
        return true;
    }

    /// <summary>Reads a key that is known to be well formed.</summary>
    /// <exception cref="FormatException">The text is no server key; the message says which kinds there are.</exception>
    public static ServerKey Parse(string text) => TryParse(text, out var key)
        ? key
        : throw new FormatException($"`{text}` is not a server key; write KIND:NAME with one of {string.Join(", ", Kinds)}");

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static string LowerBeforeFolder(string text)
    {
        var hash = text.IndexOf('#', StringComparison.Ordinal);
        return hash < 0 ? text.ToLowerInvariant() : text[..hash].ToLowerInvariant() + text[hash..];
    }
}
