using System.Diagnostics.CodeAnalysis;

namespace Catalog.Core.Sources;

/// <summary>
/// What a user names to say where servers are to be had: <c>SCHEME:VALUE[@VERSION][#FOLDER]</c>, for example
/// <c>npm:@scope/name@1.2.3</c>, <c>git:https://host/repo.git@main#servers/time</c>, <c>dir:./server</c>, <c>stdio:npx -y server</c>.
/// </summary>
public sealed record SourceReference
{
    /// <summary>The id of the source that reads it, kebab-case, for example <c>npm</c>.</summary>
    public required string Scheme { get; init; }

    /// <summary>The package, address, path or command line, without version and folder; never empty.</summary>
    public required string Value { get; init; }

    /// <summary>The version, tag, branch or commit asked for; null for the newest.</summary>
    public string? Version { get; init; }

    /// <summary>The folder inside the repository, <c>/</c> between parts, no leading or trailing one; null for the whole.</summary>
    public string? Folder { get; init; }

    /// <summary>Schemes whose value is taken as it stands, for it may hold <c>@</c> and <c>#</c> of its own.</summary>
    private static readonly string[] Verbatim = ["dir", "file", "mcpb", "config", "stdio", "http", "registry", "list", "wellknown", "topic", "code", "known"];

    private static readonly string[] Schemes =
        ["npm", "pypi", "nuget", "github", "git", "dir", "file", "mcpb", "config", "registry", "topic", "code", "list", "wellknown", "known", "stdio", "http"];

    /// <summary>Reads a reference.</summary>
    /// <param name="text">The text as the user wrote it.</param>
    /// <param name="reference">The parts, where true is returned.</param>
    /// <param name="error">What is wrong and how to mend it, where false is returned.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out SourceReference? reference, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        reference = null;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var scheme = colon > 0 ? text[..colon] : "";
        if (!Schemes.Contains(scheme, StringComparer.Ordinal))
        {
            error = $"`{text}` names no source; write SCHEME:VALUE with one of {string.Join(", ", Schemes)}, for example npm:@modelcontextprotocol/server-memory";
            return false;
        }

        var value = text[(colon + 1)..];
        string? folder = null;
        string? version = null;
        if (!Verbatim.Contains(scheme, StringComparer.Ordinal))
        {
            (value, folder) = SplitLast(value, '#');
            (value, version) = SplitVersion(scheme, value);
            folder = folder?.Trim('/');
        }

        if (string.IsNullOrWhiteSpace(value) || value.Any(char.IsControl))
        {
            error = $"`{text}` names nothing after `{scheme}:`";
            return false;
        }

        if (version is "" || folder is "" || folder?.Split('/').Any(static part => part is "" or "." or "..") == true)
        {
            error = $"`{text}` has an empty version or a folder that leaves the repository";
            return false;
        }

        reference = new SourceReference { Scheme = scheme, Value = value, Version = version, Folder = folder };
        error = null;
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Scheme}:{Value}{(Version is null ? "" : "@" + Version)}{(Folder is null ? "" : "#" + Folder)}";

    private static (string Head, string? Tail) SplitLast(string text, char separator)
    {
        var at = text.LastIndexOf(separator);
        return at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);
    }

    private static (string Head, string? Tail) SplitVersion(string scheme, string text)
    {
        // The scope of an npm name, the user of an ssh or https address: an `@` before the last `/` or `:` is part of the value.
        var (head, tail) = SplitLast(text, '@');
        if (tail is null || head.Length == 0)
        {
            return (text, null);
        }

        // A branch may hold slashes (`@feature/x`), an address with a user name (`user@host/path`) may too: only what has a
        // path before the `@` has a version after it.
        return scheme == "git" && !head.Contains('/', StringComparison.Ordinal) ? (text, null) : (head, tail);
    }
}
