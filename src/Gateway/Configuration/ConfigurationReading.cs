using System.Text;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Catalog.Gateway.Configuration;

/// <summary>One reading of a file: where its errors are gathered, and where the variables in its texts come from.</summary>
/// <param name="file">The file, as the user named it.</param>
/// <param name="folder">Its folder, from which relative paths go.</param>
/// <param name="environment">The value of a variable; null where it is not set.</param>
internal sealed partial class ConfigurationReading(string file, string folder, Func<string, string?> environment)
{
    public List<ConfigurationProblem> Problems { get; } = [];

    public void Add(YamlNode at, string message) => Problems.Add(new ConfigurationProblem(file, (int)at.Start.Line, (int)at.Start.Column, message));

    /// <summary>A path as written in the file, whole.</summary>
    public string PathOf(string written) => Path.GetFullPath(written, folder);

    /// <summary>A variable of the environment; null where it is not set or empty.</summary>
    public string? VariableOrNull(string name) => environment(name) is { Length: > 0 } value ? value : null;

    /// <summary>Variables that hold a secret of the gateway's own, by their names.</summary>
    public SortedSet<string> Secrets { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>As <see cref="VariableOrNull"/>, of a variable that holds a secret of the gateway's own.</summary>
    public string? SecretOrNull(string name)
    {
        Secrets.Add(name);
        return VariableOrNull(name);
    }

    /// <summary>Notes that the variables which the texts of a section name may be secrets: of the gateway's own, or of one server and no other.</summary>
    public void KeepSecret(YamlNode? section)
    {
        foreach (var text in section?.AllNodes.OfType<YamlScalarNode>() ?? [])
        {
            Secrets.UnionWith(Named().Matches((text.Value ?? "").Replace("$$", "", StringComparison.Ordinal)).Select(static m => m.Groups["name"].Value).Where(static name => !IsEverybodys(name)));
        }
    }

    /// <summary>A text with its variables: <c>${NAME}</c>, <c>${NAME:-otherwise}</c>, and <c>$$</c> for a dollar. Null, and an error, where one is not set.</summary>
    public string? TextOrNull(YamlNode node, string what)
    {
        if (node is not YamlScalarNode { Value: { } written } || (written.Length == 0 && ((YamlScalarNode)node).Style == YamlDotNet.Core.ScalarStyle.Plain))
        {
            Add(node, $"`{what}` must be a text");
            return null;
        }

        if (!written.Contains('$', StringComparison.Ordinal))
        {
            return written;
        }

        var text = new StringBuilder();
        for (var i = 0; i < written.Length; i++)
        {
            if (written[i] != '$' || i + 1 == written.Length || written[i + 1] is not ('$' or '{'))
            {
                text.Append(written[i]);
                continue;
            }

            if (written[i + 1] == '$')
            {
                text.Append('$');
                i++;
                continue;
            }

            var end = written.IndexOf('}', i);
            if (end < 0)
            {
                Add(node, $"`{what}` has a `${{` without its `}}`: close it, or write `$$` for a dollar");
                return null;
            }

            var (name, otherwise) = Split(written[(i + 2)..end]);
            if (VariableOrNull(name) is not { } value)
            {
                if (otherwise is null)
                {
                    Add(node, name.Length == 0 ? $"`{what}` has `${{}}` without a name: write `${{NAME}}`" : $"the environment has no variable `{name}`: set it before the gateway starts, or write `${{{name}:-otherwise}}`");
                    return null;
                }

                value = otherwise;
            }

            text.Append(value);
            i = end;
        }

        return text.ToString();
    }

    /// <summary>What a process can hardly do without, and no secret.</summary>
    private static bool IsEverybodys(string name) => name.ToUpperInvariant() is "PATH" or "HOME" or "LANG" or "TZ" or "USER" or "LOGNAME" or "SHELL" or "PWD" or "TMPDIR" or "TMP" or "TEMP"
        or "USERPROFILE" or "USERNAME" or "APPDATA" or "LOCALAPPDATA" or "PROGRAMDATA" or "PROGRAMFILES" or "SYSTEMROOT" or "SYSTEMDRIVE" or "COMSPEC" or "PATHEXT"
        || name.StartsWith("XDG_", StringComparison.OrdinalIgnoreCase) || name.StartsWith("LC_", StringComparison.OrdinalIgnoreCase);

    private static (string Name, string? Otherwise) Split(string inside)
    {
        var at = inside.IndexOf(":-", StringComparison.Ordinal);
        return at < 0 ? (inside.Trim(), null) : (inside[..at].Trim(), inside[(at + 2)..]);
    }

    [GeneratedRegex(@"\$\{\s*(?<name>[^}:\s]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();
}
