using System.Text;
using System.Text.RegularExpressions;
using Catalog.Gateway.Credentials;
using YamlDotNet.RepresentationModel;

namespace Catalog.Gateway.Configuration;

/// <summary>One reading of a file: where its errors are gathered, and where the variables in its texts come from.</summary>
/// <param name="file">The file, as the user named it.</param>
/// <param name="folder">Its folder, from which relative paths go.</param>
/// <param name="environment">The value of a variable; null where it is not set.</param>
/// <param name="stored">The stored secrets that are at hand.</param>
internal sealed partial class ConfigurationReading(string file, string folder, Func<string, string?> environment, SecretValues stored)
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
    /// <param name="node">The text.</param>
    /// <param name="what">Its key, for errors.</param>
    /// <param name="mayBeSecret">Whether stored secrets (<c>${secret:NAME}</c>) may be part of it: the value is shown to nobody but whom it is for.</param>
    public string? TextOrNull(YamlNode node, string what, bool mayBeSecret = false)
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
            if (name.StartsWith(SecretUse.Prefix, StringComparison.Ordinal))
            {
                if (StoredOrNull(node, what, name[SecretUse.Prefix.Length..], otherwise, mayBeSecret) is not { } secret)
                {
                    return null;
                }

                text.Append(secret);
                i = end;
                continue;
            }

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

    private string? StoredOrNull(YamlNode node, string what, string name, string? otherwise, bool mayBeSecret)
    {
        if (!mayBeSecret)
        {
            Add(node, $"`{what}` takes no stored secret, for its text may be shown: `${{secret:NAME}}` stands in `headers`, `env`, `client_secret`, in `secret` and `callback_secret` of the webhook, in `counters.store` and in `log.database`");
        }
        else if (!Names.IsId(name) || otherwise is not null)
        {
            Add(node, $"`{what}` names no stored secret: write `${{secret:NAME}}`, of letters, digits, `-`, `_` and `.`, with nothing in its place");
        }
        else if (stored.ProblemOrNull(name) is { } problem)
        {
            Add(node, $"the secret `{name}` cannot be opened: {problem}");
        }
        else if (stored.FindOrNull(name) is { } value)
        {
            return value;
        }
        else
        {
            Add(node, $"no secret `{name}` is stored: store it with `catalog gateway secret set {name} {(stored.StoreOption.Length > 0 ? stored.StoreOption : $"--config {file}")}`");
        }

        return null;
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

    [GeneratedRegex(@"\$\{\s*(?!secret:[^-])(?<name>[^}:\s]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();
}
